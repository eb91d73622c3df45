"""What a typed text can be understood as, short of an improvisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worlds.rules.commands import Deed
    from worlds.rules.offering import Standing
    from worlds.rules.scenario import Option


@dataclass(frozen=True, slots=True)
class Meant:
    """One option of the node, open or not."""

    option: Option
    stands: Standing


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two or three options, each as likely meant as the other: the player is asked."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A question about the game, or what is answered by the game rather than by the story."""

    name: str


@dataclass(frozen=True, slots=True)
class Handled:
    """A verb on a real thing in reach, or a way out of the place."""

    deed: Deed


Understood = Meant | Unsure | Topic | Handled
