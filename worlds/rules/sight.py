"""What of a player is told to whom: the one rule of names and places in shared worlds.

Fellows, who play here or have played and stayed, are told everything of each other. Outsiders are strangers, and those
who only watch: a player chooses for each world whether they are told of the character. Without a choice it is as with the
account, which is hidden at first. A character that is shown is shown also where its player gave it no name.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

SOMEONE: Final = "Someone"  # what outsiders are told for the name of a hidden player


class Sight(Enum):
    """What outsiders are told of a player."""

    ALL = auto()  # as fellows are
    CHARACTER = auto()  # the character's name and place; nothing that leads to the account
    NOTHING = auto()  # that there is somebody


def sight_of_outsiders(*, shows_character: bool | None, account_is_visible: bool) -> Sight:
    """A hidden account stays hidden: of its player the character alone is told. `shows_character` None: not chosen."""
    if not (account_is_visible if shows_character is None else shows_character):
        return Sight.NOTHING
    return Sight.ALL if account_is_visible else Sight.CHARACTER


def outsiders_name(*, given: str, by_story: str) -> str:
    """What outsiders call a shown character of a hidden account: the player's own name for it, else the story's."""
    return given or by_story or SOMEONE
