"""The answer to a typed command, on whichever carrier it goes out."""

from typing import Any, TypedDict

from worlds.services.typed_commands.verbs import Reply
from worlds.wire.turns import turn_answer


class CommandAnswer(TypedDict):
    """`command` as it was typed; `text` is for people. `result` depends on the verb: what is listed, a turn's result, or null."""

    command: str
    success: bool
    result: Any
    text: str


def command_answer(command: str, reply: Reply) -> CommandAnswer:
    result = reply.result if reply.turn is None else turn_answer(reply.turn)
    return {"command": command, "success": reply.success, "result": result, "text": reply.text}
