"""What everybody is answered to each kind of a client's frame, at each socket.

Columns are the roles of the cast, in the order of `table.py`. A number is the code that the socket is closed with, whatever
was said: 4401 for credentials, 4403 for who may not listen, 4404 for who may not know the world. Else it is the type of the
answer, the code of an error, or `-` where nothing is answered. `nothing` is what is told to who has said nothing yet.
"""

from __future__ import annotations

from typing import Any, Final

WORLD: Final = """
said    | unk  sus  str  lef  kic  ban  spe              mem              hos              age              ref
nothing | 4401 4401 4404 4403 4403 4403 game_state       game_state       game_state       game_state       4403
auth    | 4401 4401 4404 4403 4403 4403 -                -                -                -                4403
turn    | 4401 4401 4404 4403 4403 4403 forbidden        turn_result      turn_result      turn_result      4403
chat    | 4401 4401 4404 4403 4403 4403 forbidden        chat_result      chat_result      chat_result      4403
command | 4401 4401 4404 4403 4403 4403 command_response command_response command_response command_response 4403
resume  | 4401 4401 4404 4403 4403 4403 -                -                -                -                4403
ack     | 4401 4401 4404 4403 4403 4403 -                -                -                -                4403
ping    | 4401 4401 4404 4403 4403 4403 pong             pong             pong             pong             4403
typing  | 4401 4401 4404 4403 4403 4403 -                -                -                -                4403
"""

SKY: Final = """
said    | unk  sus  str          lef          kic          ban          spe          mem          hos          age          ref
nothing | 4401 4401 cosmos_state cosmos_state cosmos_state cosmos_state cosmos_state cosmos_state cosmos_state cosmos_state cosmos_state
auth    | 4401 4401 -            -            -            -            -            -            -            -            -
resume  | 4401 4401 -            -            -            -            -            -            -            -            -
ack     | 4401 4401 -            -            -            -            -            -            -            -            -
ping    | 4401 4401 pong         pong         pong         pong         pong         pong         pong         pong         pong
cursor  | 4401 4401 -            -            -            -            -            -            -            -            -
viewing | 4401 4401 not_found    not_found    not_found    not_found    not_found    not_found    not_found    not_found    not_found
chat    | 4401 4401 chat_message chat_message chat_message chat_message chat_message chat_message chat_message chat_message chat_message
"""

# What a frame carries beside its type; a token is that of whoever says it.
FIELDS: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "WorldConsumer": {
        "auth": {"token": "{token}"},
        "turn": {"option_id": "ask", "input": "please"},
        "chat": {"text": "hello"},
        "command": {"command": "look"},
        "resume": {"last_sequence": 0},
        "ack": {"sequence": 0},
        "ping": {},
        "typing": {},
    },
    "SkyConsumer": {
        "auth": {"token": "{token}"},
        "resume": {"last_sequence": 0},
        "ack": {"sequence": 0},
        "ping": {},
        "cursor": {"position": [0, 0, 0]},
        "viewing": {"entry_id": "ent_aaaaaaaa"},
        "chat": {"text": "hello"},
    },
}
