"""One open socket of the sky: who looks, and what waits to be sent to them."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cosmos.consumers.server_frames import Told
from cosmos.rules.positions import Position
from cosmos.services.visitors import Visitor
from worlds.consumers.authentication import Caller
from worlds.feed.subscriber import End

WAITING: Final = 256  # frames that a socket may be behind


class Line(NamedTuple):
    """What somebody said: it is told also after a step to another place of the log."""

    text: str


class Outbox:
    """Frames in the order in which they leave; it never grows past its bound. Only for one event loop.

    `cursor` is the last event of the log that was put in, or sent.
    """

    __slots__ = ("_queue", "_waiting", "cursor", "ended")

    def __init__(self, cursor: int, lines: Iterable[Line] = ()) -> None:
        self.cursor = cursor
        self.ended: End | None = None
        self._queue: list[str | Line | End] = [*lines]
        self._waiting: asyncio.Future[None] | None = None

    def hand(self, told: Told) -> None:
        """Queue an event of the log, unless it was queued before. A socket that is too far behind is closed: the log has the rest."""
        if told.sequence <= self.cursor or self.ended is not None:
            return
        self.cursor = told.sequence
        self._put(told.text)
        if len(self._queue) > WAITING:
            self.end(End.TOO_SLOW)

    def tell(self, text: str | Line) -> None:
        """What is kept nowhere; it gives way to what is numbered."""
        if self.ended is None and len(self._queue) < WAITING // 2:
            self._put(text)

    def lines(self) -> list[Line]:
        """Those that wait."""
        return [each for each in self._queue if isinstance(each, Line)]

    def end(self, why: End) -> None:
        if self.ended is not None:
            return
        if why is End.TOO_SLOW:
            self._queue.clear()
        self.ended = why
        self._put(why)

    async def next(self) -> str | End:
        while not self._queue:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        first = self._queue.pop(0)
        return first.text if isinstance(first, Line) else first

    def is_empty(self) -> bool:
        return not self._queue

    def _put(self, what: str | Line | End) -> None:
        self._queue.append(what)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)


@dataclass(eq=False, slots=True)
class Visit:
    """`near` are the people whose cursors this socket was told of and still shows; `position` is its own cursor's."""

    caller: Caller
    client_id: str
    outbox: Outbox = field(default_factory=lambda: Outbox(0))
    ended: End | None = None
    position: Position | None = None
    near: set[uuid.UUID] = field(default_factory=set)
    spoke: float = field(default_factory=time.monotonic)

    @property
    def person(self) -> uuid.UUID:
        return self.caller.user_id

    def begin(self, cursor: int) -> Outbox:
        """A new place to stream from: of what waited for the old one, only lines are told."""
        self.outbox = Outbox(cursor, self.outbox.lines())
        self.near.clear()
        if self.ended is not None:
            self.outbox.end(self.ended)
        return self.outbox

    def end(self, why: End) -> None:
        if self.ended is None:
            self.ended = why
            self.outbox.end(why)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who looks at the sky, at how many sockets of one process, and the star that they look at."""

    visitor: Visitor
    sockets: int
    viewing: str | None = None
