"""What the steps of a turn ask of whoever runs them, and what a try at a turn comes to.

A turn is a generator: it decides, and waits for nothing itself. Whatever takes time it yields as a need, and
`runners` meets it, in a thread or on an event loop.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from django.conf import settings

from worlds.feed.fifo import Slots, Waiter
from worlds.rules.rulings import Judgement, Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.state import State
from worlds.services.turns.locks import Where
from worlds.services.turns.result import TurnAnswer

Result = TypeVar("Result")

IN_THREADS: Final = settings.DATABASE_POOL_SHARE - settings.HOT_POOL  # connections
# At most half of the connections may wait for rows, of those in threads and of those on the event loop.
PATIENT: Final = max(1, min(IN_THREADS, settings.HOT_POOL or IN_THREADS) // 2)
UNNOTICED: Final = 0.15  # seconds that a player may wait without being told
POLL: Final = 0.25  # seconds between two looks at a lease that another request holds


OnLoop = Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a waiting player is told; `position` counts those who go before."""

    place: Where
    position: int
    reason: str = "Another player is acting here"


@dataclass(frozen=True, slots=True)
class Work:
    """Short work with the database, in transactions of its own; `place` is given where it may wait for a row.

    `on_loop` does the same on an event loop, or raises NotOrdinary; then nothing of it has happened.
    """

    do: Callable[[], Any]
    place: Where | None = None
    on_loop: OnLoop | None = None


@dataclass(frozen=True, slots=True)
class PatientWork:
    """Work that may wait in the database, in the order of its queue, for as long as the caller has."""

    do: Callable[[], Any]
    place: Where
    on_loop: OnLoop | None = None


@dataclass(frozen=True, slots=True)
class SlowWork:
    """Work that may take seconds and touches no database."""

    do: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Admission:
    """Wait until a queue lets the waiter through, and no longer than until `deadline`, on the monotonic clock."""

    slots: Slots
    waiter: Waiter
    place: Where
    deadline: float


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: float


@dataclass(frozen=True, slots=True)
class Notice:
    """Tell the caller's player that they wait."""

    waiting: Waiting


class Notify(Protocol):
    def __call__(self, waiting: Waiting, /) -> None: ...


class Runs(Protocol):
    """Runs short database work off the loop, on a bounded executor of the caller's."""

    def __call__(self, do: Callable[[], Any], /) -> Awaitable[Any]: ...


Need = Work | PatientWork | SlowWork | Admission | Pause | Notice
TurnSteps = Generator[Need, Any, Result]  # yields a need, is sent what met it, and returns the result


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a turn is to be played, which is paid; `waiter` is its place in the queue there, None before its words were compared."""

    place: Where
    waiter: Waiter | None = None


@dataclass(frozen=True, slots=True)
class Played:
    answer: TurnAnswer


@dataclass(frozen=True, slots=True)
class Busy:
    """Another request holds the place's row."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The player is not where they were when the place was chosen, or the game went on: start again."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A lease holds the place, or another player has waited longer; here is the ticket."""

    ticket: int


@dataclass(frozen=True, slots=True)
class BeingNarrated:
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
    """What a narrator said under a lease, with the lease's token and what it was said for."""

    ruling: Ruling
    token: int
    number: int
    revision: int


@dataclass(slots=True)
class Held:
    """The ids of the rows that a turn has taken on its way, to be given back whichever way it ends."""

    ticket: int | None = None
    lease: int | None = None


Outcome = Played | Busy | Elsewhere | Queued | BeingNarrated | Leased
