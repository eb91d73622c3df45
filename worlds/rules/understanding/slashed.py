"""Lines that begin with a slash: they look like commands to the game, and are never a deed or a choice."""

from __future__ import annotations

from typing import Final

from common.folding import folded
from worlds.rules.understanding.meta import topic_of

NO_COMMAND: Final = "command"
_SLASH: Final = "/"
_DOES_SOMETHING: Final = "again"  # it would play the last choice once more


def topic_of_command(text: str) -> str | None:
    """What a line with a slash before it asks of the game, `NO_COMMAND` if nothing; None for any other line."""
    told = folded(text).lstrip()
    if not told.startswith(_SLASH):
        return None
    topic = topic_of(told.lstrip(_SLASH))
    return NO_COMMAND if topic in {None, _DOES_SOMETHING} else topic
