"""Work for one socket that is done in order, while its other frames go on."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

Job = TypeVar("Job")

LONGEST: Final = 8  # jobs that may wait


class JobQueue(Generic[Job]):
    """Only for one event loop. `work` must not raise. Most sockets only listen: without jobs there is no task."""

    __slots__ = ("_task", "_waiting", "_work")

    def __init__(self, work: Callable[[Job], Awaitable[None]]) -> None:
        self._work = work
        self._waiting: deque[Job] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def has_room(self) -> bool:
        return self._waiting is None or len(self._waiting) < LONGEST

    def take(self, job: Job) -> bool:
        """Whether there was room for it."""
        if not self.has_room:
            return False
        if self._waiting is None:
            self._waiting = deque()
        self._waiting.append(job)
        if self._task is None:
            self._task = asyncio.create_task(self._run(self._waiting))
        return True

    def stop(self) -> None:
        """What is being done ends where it awaits; a turn in the database is still committed."""
        if self._task is not None:
            self._task.cancel()

    async def finish(self, within: float) -> None:
        """What is being done is done to its end, if that comes within so many seconds; what waits is dropped."""
        if self._task is not None and self._waiting is not None:
            self._waiting.clear()
            await asyncio.wait((self._task,), timeout=within)

    async def _run(self, waiting: deque[Job]) -> None:
        while waiting:
            await self._work(waiting.popleft())
        # Nothing is awaited since the look at the queue: the next job finds no task, and begins one.
        self._task = None
