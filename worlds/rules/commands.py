"""What a player can ask for in play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worlds.rules.rulings import Judgement


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick an option; `text` answers the question of an improvise option."""

    option_id: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Free text of at most `limits.TURN_TEXT` characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a player's words were found to mean, without the words: enough to play them again once they are erased.

    Exactly one of `option_id` alone (an option was typed), `topic` (a question), `among` (options that were asked back about),
    `judgement` (an improvisation, with the flag that it sets, and the deed that free text is), `minutes` (so long is waited)
    and `roaming` (something done with a thing, or a way) is told.
    """

    option_id: str | None = None
    topic: str | None = None
    glance: bool = False
    judgement: Judgement | None = None  # its text is empty
    flag: str = ""
    deed: str = ""
    repeated: bool = False
    minutes: int = 0
    among: tuple[str, ...] = ()
    roaming: Roaming | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """Take a way out of the place, where the story lets players roam."""

    target: str


@dataclass(frozen=True, slots=True)
class Get:
    """Pick up a placed item that lies here."""

    item: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Lay down a placed item here."""

    item: str


@dataclass(frozen=True, slots=True)
class Give:
    """Hand a placed item to another player who is here."""

    item: str
    to: str


@dataclass(frozen=True, slots=True)
class Examine:
    """Look at an item that is carried or lies here. No command of its own: what is seen is an answer to free text."""

    item: str


@dataclass(frozen=True, slots=True)
class Handle:
    """A typed command that names outright what is done, so that its words need not be read; `text` is what was typed."""

    text: str
    roaming: Roaming


Roaming = Go | Get | Drop | Give
Deed = Roaming | Examine  # what typed words can ask to do with a real thing
Asked = Choose | Say | Handle  # what doors pass on
Command = Asked | Recalled
