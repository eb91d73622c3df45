"""Deeds that need nothing and leave nothing behind, and how each is said: whoever types one has done it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# The verb, how it is said alone, how with somebody or something after it, and the prepositions that may stand there instead.
_GESTURES: Final = """
wave | wave | wave to | at
nod | nod | nod to | at
smile | smile | smile at | to
grin | grin | grin at |
wink | wink | wink at |
bow | bow | bow to | before
curtsy | curtsy | curtsy to | before
salute | salute | salute |
shrug | shrug | shrug at |
sigh | sigh | sigh at | over
yawn | yawn | yawn at |
stretch | stretch | stretch beside | on by in
laugh | laugh | laugh at | with
giggle | giggle | giggle at |
cry | shed a tear | shed a tear over | for
weep | shed a tear | shed a tear over | for
sob | sob once | sob once over | for
clap | clap | clap for | to at
applaud | applaud | applaud |
cheer | give a cheer | give a cheer for | to
hum | hum a little | hum a little to | for at with
whistle | whistle a note or two | whistle a note or two to | at for with through
sing | sing a line or two | sing a line or two to | at for with in into
dance | dance a few steps | dance a few steps in front of | on by beside round around to in along across down
skip | skip a few steps | skip a few steps beside | on by round around down along across
hop | hop once or twice | hop once or twice beside | on by in
pray | say a short prayer | say a short prayer for | by before
shiver | shiver | shiver at | by beside
tremble | tremble a little | tremble a little at | by beside
frown | frown | frown at |
blink | blink | blink at |
sneeze | sneeze | sneeze at |
cough | cough | cough at |
sulk | sulk | sulk at | by in
pace | pace up and down | pace up and down beside | by on in before
breathe | take a deep breath | breathe on | at
fidget | fidget | fidget beside |
grimace | make a face | make a face at |
mutter | mutter something | mutter something to | at
groan | groan | groan at |
swear | swear under your breath | swear under your breath at |
gasp | gasp | gasp at |
point | point | point at | to
beckon | beckon | beckon to |
meow | meow | meow at | to
miaow | miaow | miaow at | to
bleat | bleat | bleat at | to
bark | bark | bark at | to
growl | growl | growl at |
snort | snort | snort at |
tongue | stick your tongue out | stick your tongue out at |
gesture | make a gesture | make a gesture at | to
bounce | bounce up and down | bounce up and down on | beside
stamp | stamp your feet | stamp your feet beside | on by
snap | snap your fingers | snap your fingers at |
thumbs | give a thumbs up | give a thumbs up to |
spit | spit | spit at | in into
jump | jump up and down | jump up and down beside | on by
twirl | turn once round | turn once round beside | on by
spin | turn once round | turn once round beside | on by
duck | duck | duck behind | under
faint | let yourself sink down | let yourself sink down beside | by
swoon | let yourself sink down | let yourself sink down beside | by
scream | scream | scream at | into to across over
yell | yell | yell at | into to across over
shout | shout it out | shout at | into to across over
holler | shout it out | shout at | into to across over
rise | get to your feet | get to your feet beside |
sit_up | sit up | sit up beside |
kissing | blow a kiss | blow a kiss to |
toast | raise an imaginary glass | raise an imaginary glass to |
shudder | shudder | shudder at |
"""
_POSTURES: Final = """
sit | sit down | sit down by | on in at under beside near against among
kneel | kneel down | kneel down by | on in at beside before near
lie | lie down | lie down by | on in under beside near among
lean | lean back | lean against | on over
stand | stand still | stand by | on in under beside near before behind at among
crouch | crouch | crouch by | in under beside near behind
squat | squat | squat by | in under beside near behind
perch | perch | perch on | by
rest | rest | rest by | on against beside in
sleep | shut your eyes | shut your eyes by | on in beside under
nap | shut your eyes | shut your eyes by | on in beside under
doze | shut your eyes | shut your eyes by | on in beside under
hide | keep out of sight | keep out of sight by | behind under among in beside
stay | stay as you are | stay by | with near
climb_on | climb up | climb up on | onto
linger | linger | linger by | at in near
huddle | huddle | huddle by | against beside near
cling | hold on tight | hold on tight to |
"""
# Done to a beast.
_FONDLINGS: Final = """
scratch | | scratch |
tickle | | tickle |
"""
# The same, where no way is taken: one is soon back.
_STROLLS: Final = """
walk | take a few steps | take a few steps beside | along round around by towards
stroll | take a few steps | take a few steps beside | along round around by towards
wander | take a few steps | take a few steps beside | along round around by towards
run | run a few steps | run a few steps beside | along round around by towards
crawl | crawl a little way | crawl a little way beside | along round around by towards
step | take a step | take a step beside | along round around by towards
"""
_HANDLINGS: Final = """
stroke | | stroke |
pat | | pat |
pet | | pet |
caress | | stroke |
tap | | tap | on at
rap | | rap on | at
knock | knock | knock on | at
poke | | poke | at
prod | | prod | at
nudge | | nudge |
rub | | rub |
dust | | dust |
brush | | brush |
polish | | polish |
smooth | | smooth |
straighten | | straighten |
tidy | | tidy |
rattle | | rattle | at
hug | | hug |
kiss | | kiss |
embrace | | put your arms round |
cuddle | | put your arms round |
trace | | trace |
blow | blow | blow on | at over into
fan | fan yourself | fan | at
admire | | admire |
warm | warm yourself | warm yourself at | by near over
cool | cool off | cool off beside | by at in
stir | | stir |
lick | | lick |
bang | | bang on | at
show | | show what you have to |
hold | hold on | take hold of |
steady | hold on | take hold of |
wish | make a wish | make a wish on | for
praise | | say a good word for |
compliment | | say a good word for |
curse | | say a bad word to |
insult | | say a bad word to |
tug | | tug at |
finger | | finger |
touch | | touch |
thump | | thump | on
drum | drum with your fingers | drum with your fingers on |
"""
_SENSES: Final = """
smell | smell the air | smell | at
sniff | sniff the air | sniff at |
listen | listen | listen to | at for
hear | listen | listen to |
eavesdrop | listen | listen to | at
overhear | listen | listen to | at
taste | taste the air | taste |
feel | | feel |
touch | | touch |
count | | count |
measure | | measure |
weigh | | weigh |
compare | | compare |
"""


@dataclass(frozen=True, slots=True)
class Saying:
    """How a deed is said behind "you"; `alone` is empty where it needs something that it is done to."""

    alone: str
    to: str
    also: frozenset[str]  # prepositions that may stand for the last word of `to`


def _sayings(table: str) -> dict[str, Saying]:
    rows = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
    return {verb: Saying(alone, to, frozenset(also.split())) for verb, alone, to, also in rows}


DRINKS_SAID: Final = _sayings("drink | | drink from |\nsip | | take a sip from |")
GESTURES_SAID: Final = _sayings(_GESTURES)
POSTURES_SAID: Final = _sayings(_POSTURES)
HANDLINGS_SAID: Final = _sayings(_HANDLINGS)
FONDLINGS_SAID: Final = _sayings(_FONDLINGS)
STROLLS_SAID: Final = _sayings(_STROLLS)
SENSES_SAID: Final = _sayings(_SENSES)
# What a verb that says nothing is done with: "take a seat", "have a nap".
AS_NOUNS: Final = {
    "seat": "sit", "breath": "breathe", "applause": "clap", "bite": "eat", "mouthful": "eat", "sip": "drink", "drink": "drink",
    "swig": "drink", "breather": "rest", "nap": "nap", "face": "grimace", "thumbs": "thumbs",
}  # fmt: skip
SAYINGS: Final = {
    **DRINKS_SAID,
    **SENSES_SAID,
    **STROLLS_SAID,
    **FONDLINGS_SAID,
    **HANDLINGS_SAID,
    **POSTURES_SAID,
    **GESTURES_SAID,
}
