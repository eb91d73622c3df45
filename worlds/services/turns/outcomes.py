"""What a try at a turn came to, one rung of the ladder at a time."""

from __future__ import annotations

from dataclasses import dataclass

from worlds.rules.commands import Judgement, Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.state import State
from worlds.services.turns.attempt import TurnAnswer


@dataclass(frozen=True, slots=True)
class Played:
    answer: TurnAnswer


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody else holds the place's row."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The player is not where they were when the place was chosen, or the game went on: start again."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A lease holds the place, or somebody waits longer; here is the ticket."""

    ticket: int


@dataclass(frozen=True, slots=True)
class BeingTold:
    """The last turn of this game alone is still being worded."""


@dataclass(frozen=True, slots=True)
class Leased:
    """The place, or the game alone, is the caller's while a narrator words this.

    `number` is the record counter it was judged at, `revision` the world's or the game's: what it is worded for.
    """

    token: int
    number: int
    revision: int
    scenario: Scenario
    state: State
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Narrated:
    ruling: Ruling
    token: int
    number: int
    revision: int


@dataclass(slots=True)
class Held:
    """What a turn has taken in the database on its way, to be given back whichever way it ends."""

    ticket: int | None = None
    lease: int | None = None

    def __bool__(self) -> bool:
        return self.ticket is not None or self.lease is not None


Outcome = Played | Busy | Elsewhere | Queued | BeingTold | Leased
