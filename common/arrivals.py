"""Who has waited longest, over all server processes of one machine: they share memory in which each says since when somebody waits for what.

It only puts those in order who wait for something that a lock protects. So a wrong or a late word of it costs somebody their place, and nothing else.
"""

from __future__ import annotations

import asyncio
import mmap
import os
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Final, Protocol

BUCKETS: Final = (
    4096  # things that a process can say of at once that somebody waits for them; past that, some are not said
)
CELL: Final = 2  # numbers in a bucket: what is waited for, and since when
NOBODY: Final = 0


class Arrivals(Protocol):
    """Moments are in nanoseconds on the machine's monotonic clock; NOBODY where nobody waits."""

    def say(self, what: Hashable, since: int) -> None:
        """From now on the first here who waits for this has come at that moment."""

    def is_first(self, what: Hashable, since: int) -> bool:
        """Whether nobody elsewhere has come before that moment."""

    def wake_next(self, what: Hashable, since: int) -> None:
        """Have the process look again in which somebody waits for this who came before everybody, and before that moment."""

    def look_later(self) -> None:
        """Have this process look again in a moment, whatever it is told."""


class OneProcess:
    """There is nobody else."""

    def say(self, what: Hashable, since: int) -> None:
        pass

    def is_first(self, what: Hashable, since: int) -> bool:
        return True

    def wake_next(self, what: Hashable, since: int) -> None:
        pass

    def look_later(self) -> None:
        pass


class SharedMemory:
    """Made before the processes are forked, so that all of them, and those that are started again later, have the same.

    Each writes only into its own part, one number at a time. What a process is woken with is a pipe of its own.
    """

    def __init__(self, processes: int) -> None:
        self._size = BUCKETS * CELL
        self._cells = memoryview(mmap.mmap(-1, processes * self._size * 8)).cast("q")
        self._pipes = [_pipe() for _ in range(processes)]

    def forget(self, number: int) -> None:
        """A process has ended, and nobody waits in it."""
        begin = number * self._size
        self._cells[begin : begin + self._size] = memoryview(bytes(self._size * 8)).cast("q")

    def of_process(self, number: int, loop: asyncio.AbstractEventLoop, look: Callable[[], None]) -> ProcessArrivals:
        """What the process of that number says and asks; `look` is called on its event loop when it is woken. Call it on that loop."""
        reading = self._pipes[number][0]

        def wakened() -> None:
            with suppress(BlockingIOError):
                os.read(reading, 4096)
            look()

        loop.add_reader(reading, wakened)
        others = [other for other in range(len(self._pipes)) if other != number]
        wakes = {other * self._size: self._pipes[other][1] for other in others}
        return ProcessArrivals(self._cells, number * self._size, wakes, loop, look)


class ProcessArrivals:
    """One process's part of the shared memory, beside the parts of the others."""

    LOOKS: Final = 0.05  # seconds until somebody is looked for again who was told nothing: their process may have ended

    def __init__(
        self,
        cells: memoryview[int],
        own: int,
        wakes: dict[int, int],
        loop: asyncio.AbstractEventLoop,
        look: Callable[[], None],
    ) -> None:
        self._cells, self._own, self._wakes, self._loop, self._look = cells, own, wakes, loop, look
        self._is_looking_later = False

    def say(self, what: Hashable, since: int) -> None:
        name, at = _named(what, self._own)
        cells = self._cells
        if cells[at] != name:
            if cells[at + 1] != NOBODY:  # another thing of the same bucket: of this one nothing is said
                return
            cells[at] = name
        cells[at + 1] = since

    def is_first(self, what: Hashable, since: int) -> bool:
        cells = self._cells
        for part in self._wakes:
            name, at = _named(what, part)
            if cells[at] == name and NOBODY != cells[at + 1] < since:
                return False
        return True

    def wake_next(self, what: Hashable, since: int) -> None:
        cells, first, wake = self._cells, since, -1
        for part, pipe in self._wakes.items():
            name, at = _named(what, part)
            if cells[at] == name and cells[at + 1] != NOBODY and (first == NOBODY or cells[at + 1] < first):
                first, wake = cells[at + 1], pipe
        if wake >= 0:
            with suppress(BlockingIOError):  # it has been woken often, and has not come to look yet
                os.write(wake, b"!")

    def look_later(self) -> None:
        if not self._is_looking_later:
            self._is_looking_later = True
            self._loop.call_soon_threadsafe(self._loop.call_later, self.LOOKS, self._look_now)

    def _look_now(self) -> None:
        self._is_looking_later = False
        self._look()


def _named(what: Hashable, part: int) -> tuple[int, int]:
    """Its number, the same in all processes that were forked from one, and where it stands in that part."""
    name = hash(what)
    return name, part + name % BUCKETS * CELL


def _pipe() -> tuple[int, int]:
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    return ends
