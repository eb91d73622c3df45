"""One stream's place in a feed: a cursor, and a queue that never grows past its bound."""

from __future__ import annotations

import asyncio
import enum
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from relations.rules import HEARS_ALL
from worlds.feed.event import LoggedEvent, Seen, as_heard
from worlds.feed.names import Person

WAITING: Final = 256  # deliveries that a stream may be behind
NEVER: Final[tuple[int, ...]] = ()


class End(enum.Enum):
    """Why the server ends a stream."""

    TOO_SLOW = enum.auto()
    REPLACED = enum.auto()
    SIGNED_OUT = enum.auto()
    NOT_A_MEMBER = enum.auto()
    ARCHIVED = enum.auto()
    LEAVING = enum.auto()
    LONG_ENOUGH = enum.auto()


@dataclass(frozen=True, slots=True)
class Passed:
    """The log went on to `sequence` with something that this reader may not see."""

    sequence: int


@dataclass(frozen=True, slots=True, eq=False)
class Ephemeral:
    """Something told once and kept nowhere; `world` is a short id, `at` aware, UTC."""

    world: str
    type: str
    data: Mapping[str, Any]
    actor: Person | None
    room: str
    at: datetime
    encodings: dict[object, str] = field(default_factory=dict, repr=False)  # kept by whoever encodes, by carrier


class Pulse(enum.Enum):
    """Nothing happened, and the line should carry something all the same."""

    BEAT = enum.auto()


Delivery = Seen | Passed | Ephemeral | Pulse | End


class Subscriber:
    """Only for the event loop of its feed.

    `cursor` is how far the log was met, `seen` the last of it that `reader` could see. `mutes` are the reader's, as the feed
    knew them at `mutes_as_of`; it brings them up to date before anything with words is handed on. `deliver_now` is called
    while nothing else is being delivered, and returns whether it delivered; else the delivery is queued.
    """

    __slots__ = ("_queue", "_waiting", "cursor", "deliver_now", "ended", "mutes", "mutes_as_of", "reader", "seen")

    def __init__(self, reader: uuid.UUID, *, cursor: int, seen: int) -> None:
        self.reader = str(reader)
        self.cursor, self.seen = cursor, seen
        self.ended: End | None = None
        self.deliver_now: Callable[[Delivery], bool] = _never
        self.mutes, self.mutes_as_of = HEARS_ALL, NEVER
        self._queue: list[Delivery] = []  # short, and most often empty: a deque takes 700 bytes then
        self._waiting: asyncio.Future[None] | None = None  # whoever asked for the next while there was none

    def meet(self, events: Iterable[LoggedEvent]) -> list[Delivery]:
        """Move past `events` and say what of them is to be delivered; those met before are not."""
        met: list[Delivery] = []
        for event in events:
            if event.sequence > self.cursor:
                _follow(met, self._meet(event))
        return met

    def hand(self, event: LoggedEvent) -> None:
        if event.sequence > self.cursor:
            self._push(self._meet(event))

    def tell(self, told: Ephemeral) -> None:
        # What is kept nowhere gives way to what is numbered.
        if len(self._queue) < WAITING // 2:
            self._push(told)

    def beat(self) -> None:
        if not self._queue:
            self._push(Pulse.BEAT)

    def end(self, why: End) -> None:
        """The stream delivers what is queued and ends; one that is too slow ends at once."""
        if self.ended is not None:
            return
        if why is End.TOO_SLOW:
            # It would not be read in time anyway, and all of it is in the log: the client resumes behind what it has.
            self._queue.clear()
        self.ended = why
        self._queue.append(why)
        self._wake()

    async def next(self) -> Delivery:
        # Nothing is awaited between the look at the queue and the wait: no push is missed.
        while not self._queue:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        return self._queue.pop(0)

    def _is_waited_for(self) -> bool:
        return self._waiting is not None and not self._waiting.done()

    def _is_delivered(self, delivery: Delivery) -> bool:
        try:
            return self.deliver_now(delivery)
        except Exception:  # noqa: BLE001 - the stream's own task meets it again, and ends alone; here it would end the feed of all
            return False

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def _meet(self, event: LoggedEvent) -> Seen | Passed:
        # Also past what this reader may not see: by the cursor `follow` knows that it has caught up with the feed.
        self.cursor = event.sequence
        heard = as_heard(event, self.mutes) if event.visible_to(self.reader) else None
        if heard is None:
            return Passed(event.sequence)
        previous, self.seen = self.seen, event.sequence
        return Seen(heard, previous)

    def _push(self, delivery: Delivery) -> None:
        if self.ended is not None or (self._is_waited_for() and self._is_delivered(delivery)):
            return
        _follow(self._queue, delivery)
        if len(self._queue) > WAITING:
            self.end(End.TOO_SLOW)
        self._wake()


def _never(_delivery: Delivery) -> bool:
    return False


def _follow(queue: list[Delivery], delivery: Delivery) -> None:
    """Of several events in a row that may not be seen only the last matters."""
    if isinstance(delivery, Passed) and queue and isinstance(queue[-1], Passed):
        queue.pop()
    queue.append(delivery)
