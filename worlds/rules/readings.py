"""What a command can mean: one of these, and nothing has happened yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.rules.waiting import Wait

if TYPE_CHECKING:
    from worlds.rules.commands import Roaming
    from worlds.rules.rulings import Judgement
    from worlds.rules.scenario import Option


@dataclass(frozen=True, slots=True)
class Pick:
    """A scripted option that can be picked."""

    option: Option


@dataclass(frozen=True, slots=True)
class Ask:
    """An improvise option without its text: it asks for one."""

    option: Option


@dataclass(frozen=True, slots=True)
class Barred:
    """An option that cannot be picked as things stand; `denial` None for one that must not be hinted at."""

    option: Option
    denial: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that two or three options may be meant by: the player is asked which, and nothing has happened."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the game; no turn. `glance` marks the three commands of parser mode, which take a beat."""

    topic: str
    glance: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """An improvisation: the answer to an improvise option, or free text."""

    option: Option | None
    judgement: Judgement
    flag: str  # for authors; it decides nothing
    repeated: bool
    deed: str = ""  # of free text: a hash of its node and its whole text in canonical form


@dataclass(frozen=True, slots=True)
class Doing:
    """Something done with a real thing, or a way taken, in words instead of by its command."""

    command: Roaming


Reading = Pick | Ask | Barred | Doubt | Question | Attempt | Wait | Doing
