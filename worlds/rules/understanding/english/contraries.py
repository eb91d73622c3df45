"""Verbs and ways that contradict each other, one pair of sides a line: whoever means one does not mean the other."""

from __future__ import annotations

from typing import Final

# What undoes what. `a | b`: any of the one against any of the other.
CONTRARIES: Final = """
open unlock | close shut lock
light ignite kindle relight | extinguish put_out snuff douse blow_out quench
turn_on switch_on | turn_off switch_off
take get grab fetch pick_up collect | drop put_down leave give discard put_back hang_up
give hand offer | take get grab keep steal
enter go_in get_in come_in | leave exit go_out get_out
climb ascend go_up climb_up | descend go_down climb_down fall
push | pull tug drag
fill | empty drain
tie bind fasten make_fast lash | untie unfasten loosen undo cut
lift raise hoist | lower drop
sit lie sit_down lie_down | stand rise get_up stand_up
stay wait remain linger | go leave flee escape depart
accept agree | refuse decline reject deny
wake awaken rouse | sleep nap doze let_sleep
start begin | stop end finish quit
continue keep_going carry_on keep | stop give_up quit turn_back
hold grip keep | release let_go drop
save rescue | kill destroy abandon
follow pursue | ignore flee lose
hide | show reveal
buy | sell
remember | forget
attack fight | flee escape surrender befriend spare
trust believe | doubt distrust
whisper | shout yell scream
put_on wear | take_off remove
heat warm | cool chill
write add | wipe erase delete rub_out scratch_out
show display | hide conceal pocket
read | ignore tear
"""

OPPOSITE_WAYS: Final = """
up upstairs upward above higher | down downstairs downward below lower
inside | outside out
into | out outside
off | over on onto
around round past under | through into inside
north | south
east | west
north | south
left | right
"""
