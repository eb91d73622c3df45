"""Work for one socket that is done in order, while its other frames go on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

Job = TypeVar("Job")

LONGEST: Final = 8  # jobs that may wait


class JobQueue(Generic[Job]):
    """Only for the event loop it was made on. `work` must not raise."""

    def __init__(self, work: Callable[[Job], Awaitable[None]]) -> None:
        self._jobs: asyncio.Queue[Job] = asyncio.Queue(maxsize=LONGEST)
        self._task = asyncio.create_task(self._run(work))

    def take(self, job: Job) -> bool:
        """Whether there was room for it."""
        try:
            self._jobs.put_nowait(job)
        except asyncio.QueueFull:
            return False
        return True

    def stop(self) -> None:
        """What is being done ends where it awaits; a turn in the database is still committed."""
        self._task.cancel()

    async def _run(self, work: Callable[[Job], Awaitable[None]]) -> None:
        while True:
            await work(await self._jobs.get())
