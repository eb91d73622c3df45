"""Ending what a task waits for, from another task: as `asyncio.timeout` does, without a clock, and without a task to wait in."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self


class Interruption:
    """Around what one task does. `interrupt` ends it wherever it awaits, and the task goes on behind it.

    What cancels the task itself still does. Only others may interrupt, and what is done already stays done.
    """

    __slots__ = ("_before", "_task", "is_interrupted")

    def __init__(self) -> None:
        self._task: asyncio.Task[object] | None = None
        self._before = 0
        self.is_interrupted = False

    def interrupt(self) -> None:
        if self._task is not None and not self.is_interrupted:
            self.is_interrupted = True
            self._task.cancel()

    def __enter__(self) -> Self:
        self._task = asyncio.current_task()
        assert self._task is not None, "only a task can be interrupted"
        self._before = self._task.cancelling()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        task, self._task = self._task, None
        assert task is not None
        if not self.is_interrupted:
            return False
        return task.uncancel() <= self._before and kind is asyncio.CancelledError
