"""How a socket refuses what its client says, and when it has refused enough."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Final

from common.errors import KleeneError, RateLimited
from worlds.consumers.socket_writer import SocketWriter
from worlds.consumers.troubles import refusal_of

MOST_BAD: Final = 50  # frames that make no sense, in MINUTE
MOST_REFUSED: Final = 3  # refusals for doing too much, in a row
MINUTE: Final = 60.0
BAD_FRAMES, TOO_MUCH = 4400, 4429


class Refusals:
    """One socket's. `end` is called with a code when the socket must be closed."""

    __slots__ = ("_bad", "_refused", "end", "writer")

    def __init__(self, writer: SocketWriter, end: Callable[[int], None]) -> None:
        self.writer, self.end = writer, end
        self._bad: list[float] = []
        self._refused = 0

    async def bad_frame(self, refusal: KleeneError, answering: str | None) -> None:
        """A frame that cannot be read."""
        now = time.monotonic()
        self._bad = [*(moment for moment in self._bad if now - moment < MINUTE), now]
        if len(self._bad) > MOST_BAD:
            self.end(BAD_FRAMES)
        else:
            await self.writer.refuse(refusal, answering=answering)

    async def refuse(self, refusal: KleeneError, answering: str | None) -> None:
        self._refused = self._refused + 1 if isinstance(refusal, RateLimited) else 0
        await self.writer.refuse(refusal, answering=answering)
        if self._refused >= MOST_REFUSED:
            self.end(TOO_MUCH)

    async def answered(self, work: Callable[[], Awaitable[None]], answering: str | None) -> None:
        """Do what a frame asks; whatever is wrong with it is its answer."""
        try:
            await work()
        except Exception as trouble:  # noqa: BLE001 - a mistake of ours is logged, and the socket's next frame still counts
            await self.refuse(refusal_of(trouble), answering)
        else:
            self._refused = 0
