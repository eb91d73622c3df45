"""Taking back the last turn, which is possible alone only."""

from __future__ import annotations

from typing import Final

from worlds.services.games import rewind
from worlds.services.typed_commands.verbs import Call, Reply, Verb, failed_reply


def undo_by_command(call: Call) -> Reply:
    caller = call.caller
    if caller.world_id is not None or caller.session_id is None:
        return failed_reply("In a shared world nothing can be undone: the others have seen it.")
    view = rewind.rewind_game(user_id=caller.user_id, session_id=caller.session_id, steps=1)
    return Reply("The last turn is taken back.", {"turn": view["turn"]})


VERBS: Final = (Verb("undo", "", "Take back your last turn. Alone only.", undo_by_command, cost="its own"),)
