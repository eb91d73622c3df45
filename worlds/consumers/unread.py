"""What a client has said and nobody has read yet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from common.errors import RateLimited
from common.lean_queue import LeanQueue
from common.pace import Meter
from worlds import limits
from worlds.consumers.pace import ALL_TOGETHER

WAITING: Final = 64  # frames


class Unread:
    """One socket's frames, None for one that is not text. `overrun` is done when so much is said that it must be closed."""

    def __init__(self) -> None:
        self.overrun: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._frames: LeanQueue[str | None] = LeanQueue()
        self.meter = Meter(ALL_TOGETHER)  # earns one more for each frame that the client will answer
        self.at_once: Callable[[str | None], bool] = lambda _text: False  # takes what need not wait in the queue

    def note(self, text: str | None) -> None:
        if self.overrun.done():
            return
        try:
            self.meter.take()
        except RateLimited:
            self.overrun.set_result(None)
            return
        if self.at_once(text):
            return
        # A client that says more than can be read is not told so for each frame: it misses the answers.
        if self._frames.qsize() < WAITING:
            # What is too long is refused when its turn comes; it need not be kept whole until then.
            self._frames.put_nowait(None if text is None else text[: limits.FRAME + 1])

    async def get(self) -> str | None:
        return await self._frames.get()
