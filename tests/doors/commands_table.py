"""What everybody is answered when they type each command.

Columns are the roles of the cast, in the order of `table.py`, and then somebody of the staff who is not in the world, `clerk`,
and somebody of the staff who plays there, `staff`; both have every permission that commands ask for. A number is a refusal at
the door: whoever is not in the world types nothing. Inside it is `yes` for what was done, `no` for what the game refuses,
`watch` for what is told to join first, and `?` for what is no command. The host holds the key, and may roam.
"""

from __future__ import annotations

from typing import Final

COMMANDS: Final = """
typed     | unk sus str lef kic ban spe   mem hos age ref cle sta
look      | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
read      | 401 403 404 403 403 403 watch no  yes no  403 404 no
exits     | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
inventory | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
go        | 401 403 404 403 403 403 watch no  yes no  403 404 no
get       | 401 403 404 403 403 403 watch no  no  no  403 404 no
drop      | 401 403 404 403 403 403 watch no  no  no  403 404 no
give      | 401 403 404 403 403 403 watch no  no  no  403 404 no
talk      | 401 403 404 403 403 403 watch no  no  no  403 404 no
say       | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
shout     | 401 403 404 403 403 403 no    yes yes yes 403 404 yes
whisper   | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
reply     | 401 403 404 403 403 403 watch no  no  no  403 404 no
emote     | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
pose      | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
sit       | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
stand     | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
lie       | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
rest      | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
follow    | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
unfollow  | 401 403 404 403 403 403 watch no  no  no  403 404 no
following | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
accept    | 401 403 404 403 403 403 watch no  no  no  403 404 no
decline   | 401 403 404 403 403 403 watch no  no  no  403 404 no
party     | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
p         | 401 403 404 403 403 403 watch no  no  no  403 404 no
mute      | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
unmute    | 401 403 404 403 403 403 no    no  no  no  403 404 no
mutes     | 401 403 404 403 403 403 yes   yes yes yes 403 404 yes
block     | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
unblock   | 401 403 404 403 403 403 no    no  no  no  403 404 no
blocks    | 401 403 404 403 403 403 yes   yes yes yes 403 404 yes
undo      | 401 403 404 403 403 403 watch no  no  no  403 404 no
alias     | 401 403 404 403 403 403 yes   yes yes yes 403 404 yes
unalias   | 401 403 404 403 403 403 no    no  no  no  403 404 no
aliases   | 401 403 404 403 403 403 yes   yes yes yes 403 404 yes
goto      | 401 403 404 403 403 403 ?     ?   ?   ?   403 404 yes
summon    | 401 403 404 403 403 403 ?     ?   ?   ?   403 404 yes
teleport  | 401 403 404 403 403 403 ?     ?   ?   ?   403 404 yes
shutdown  | 401 403 404 403 403 403 ?     ?   ?   ?   403 404 yes
who       | 401 403 404 403 403 403 yes   yes yes yes 403 404 yes
whoami    | 401 403 404 403 403 403 yes   yes yes yes 403 404 yes
status    | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
time      | 401 403 404 403 403 403 watch yes yes yes 403 404 yes
help      | 401 403 404 403 403 403 yes   yes yes yes 403 404 yes
quit      | 401 403 404 403 403 403 yes   yes yes yes 403 404 yes
"""

# What is typed behind the verb; newcomers are called Heron Newcomer. A verb that is not here is typed alone.
WORDS: Final = {
    "read": "key",
    "go": "garden",
    "get": "key",
    "drop": "key",
    "give": "key to Newcomer",
    "talk": "to keeper",
    "say": "Hello.",
    "shout": "Hello.",
    "whisper": "Newcomer hello",
    "reply": "hello",
    "emote": "waves.",
    "pose": "leans.",
    "follow": "Newcomer",
    "p": "hello",
    "mute": "Newcomer",
    "unmute": "Newcomer",
    "block": "Newcomer",
    "unblock": "Newcomer",
    "alias": "m look",
    "unalias": "m",
    "goto": "road",
    "summon": "Newcomer",
    "teleport": "Newcomer road",
}
