"""What a client has said and nobody has read yet."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from typing import Final

from common.errors import RateLimited
from common.lean_queue import LeanQueue
from common.pace import Meter
from worlds import limits
from worlds.consumers.pace import ALL_TOGETHER

WAITING: Final = 64  # frames


class Unread:
    """One socket's frames, None for one that is not text. `overrun` is called when so much is said that it must be closed.

    A task reads them while there are any: most sockets only listen.
    """

    __slots__ = ("_context", "_frames", "_hear", "_is_overrun", "_reading", "at_once", "in_order", "meter", "overrun")

    def __init__(self, overrun: Callable[[], None]) -> None:
        self.overrun, self._is_overrun = overrun, False
        self._frames: LeanQueue[str | None] = LeanQueue()
        self._hear: Callable[[str | None], Awaitable[None]] | None = None
        self._reading: asyncio.Task[None] | None = None
        self.meter = Meter(ALL_TOGETHER)  # earns one more for each frame that the client will answer
        # Both return whether they took the frame; else it is queued.
        self.at_once: Callable[[str | None], bool] = _nothing  # asked of every frame: acknowledgements
        self.in_order: Callable[[str | None], bool] = _nothing  # asked where no frame waits: turns, lines and commands
        self._context = copy_context()

    def note(self, text: str | None) -> None:
        if self._is_overrun:
            return
        try:
            self.meter.take()
        except RateLimited:
            self._is_overrun = True
            self.overrun()
            return
        if self.at_once(text) or (self._is_idle() and self._context.run(self.in_order, text)):
            return
        # A client that says more than can be read is not told so for each frame: it misses the answers.
        if self._frames.qsize() < WAITING:
            # What is too long is refused when its turn comes; it need not be kept whole until then.
            self._frames.put_nowait(None if text is None else text[: limits.FRAME + 1])
            self._read_on()

    async def get(self) -> str | None:
        """The next frame, while nothing else reads them."""
        return await self._frames.get()

    def read_by(self, hear: Callable[[str | None], Awaitable[None]]) -> None:
        """Have all that is unread heard from now on, in order, and on behalf of whoever the calling task acts for."""
        self._hear, self._context = hear, copy_context()
        self._read_on()

    async def stop(self) -> None:
        """What is being heard ends where it awaits, and nothing is heard after it."""
        self._hear = None
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    def _is_idle(self) -> bool:
        return self._hear is not None and self._reading is None and self._frames.empty()

    def _read_on(self) -> None:
        if self._reading is None and self._hear is not None and not self._frames.empty():
            self._reading = asyncio.create_task(self._read(self._hear), context=self._context)

    async def _read(self, hear: Callable[[str | None], Awaitable[None]]) -> None:
        try:
            while not self._frames.empty():
                await hear(await self._frames.get())
        finally:
            # Nothing is awaited since the look at the queue: the next frame finds no task, and begins one.
            self._reading = None


def _nothing(_text: str | None) -> bool:
    return False
