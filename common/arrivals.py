"""Since when somebody waits for what, over all server processes of one machine: they say it to each other in shared memory.

It only puts those in order who wait for something that a lock protects. So a wrong or a late word of it costs somebody their place, and nothing else.
"""

from __future__ import annotations

import asyncio
import mmap
import os
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Final, Protocol

BUCKETS: Final = 4096  # things that a process can name at once; past that, some are not named
CELL: Final = 2  # numbers in a bucket: what is waited for, and since when
BEAT_AT: Final = BUCKETS * CELL  # after the buckets: when the process last said that it runs
SIZE: Final = BEAT_AT + 1  # numbers in the part of one process
BEAT: Final = 0.25  # seconds between two such words
SILENCE: Final = 2_000_000_000  # nanoseconds without one: the process has stopped, and nobody waits for those in it
LOOKS: Final = 0.05  # seconds until a process that keeps somebody back looks again, whatever it was told
NOBODY: Final = 0


class Arrivals(Protocol):
    """Moments are in nanoseconds on the machine's monotonic clock; NOBODY where nobody waits."""

    def say(self, what: Hashable, since: int) -> None:
        """From now on the first here who waits for this has come at that moment."""

    def first_elsewhere(self, what: Hashable) -> int:
        """When the first came who waits for this in another process that runs."""

    def wake_next(self, what: Hashable, since: int) -> None:
        """Have the process look again whose first came before those of all others, and before that moment."""

    def look_later(self) -> None:
        """Have this process look again in a moment, whatever it is told."""


class OneProcess:
    """There is nobody else."""

    def say(self, what: Hashable, since: int) -> None:
        pass

    def first_elsewhere(self, what: Hashable) -> int:
        return NOBODY

    def wake_next(self, what: Hashable, since: int) -> None:
        pass

    def look_later(self) -> None:
        pass


class SharedMemory:
    """Made before the processes are forked, so that all of them, and those that are started again later, have the same.

    Each writes only into its own part, one number at a time. What a process is woken with is a pipe of its own.
    """

    def __init__(self, processes: int) -> None:
        self._cells = memoryview(mmap.mmap(-1, processes * SIZE * 8)).cast("q")
        self._pipes = [_pipe() for _ in range(processes)]

    def forget(self, number: int) -> None:
        """A process has ended, and nobody waits in it."""
        begin = number * SIZE
        self._cells[begin : begin + SIZE] = memoryview(bytes(SIZE * 8)).cast("q")

    def of_process(self, number: int, loop: asyncio.AbstractEventLoop, look: Callable[[], None]) -> ProcessArrivals:
        """What the process of that number says and asks; `look` is called on its event loop when it is woken. Call it on that loop."""
        reading = self._pipes[number][0]

        def woken() -> None:
            with suppress(BlockingIOError):
                os.read(reading, 4096)
            look()

        loop.add_reader(reading, woken)
        wakes = {other * SIZE: pipe[1] for other, pipe in enumerate(self._pipes) if other != number}
        found = ProcessArrivals(self._cells, number * SIZE, wakes, loop, look)
        found.beat()
        return found


class ProcessArrivals:
    """One process's part of the shared memory, beside the parts of the others."""

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

    def beat(self) -> None:
        """Say that this process runs, from now on again and again. Call it on its event loop."""
        self._cells[self._own + BEAT_AT] = time.monotonic_ns()
        self._loop.call_later(BEAT, self.beat)

    def say(self, what: Hashable, since: int) -> None:
        name, at = _named(what, self._own)
        cells = self._cells
        if cells[at] != name:
            if cells[at + 1] != NOBODY:  # another thing of the same bucket: of this one nothing is said
                return
            cells[at] = name
        cells[at + 1] = since

    def first_elsewhere(self, what: Hashable) -> int:
        return self._next(what)[0]

    def wake_next(self, what: Hashable, since: int) -> None:
        first, pipe = self._next(what)
        if first != NOBODY and (since == NOBODY or first < since):
            with suppress(BlockingIOError):  # it has been woken often, and has not come to look yet
                os.write(pipe, b"!")

    def look_later(self) -> None:
        if not self._is_looking_later:
            self._is_looking_later = True
            self._loop.call_soon_threadsafe(self._loop.call_later, LOOKS, self._look_now)

    def _look_now(self) -> None:
        self._is_looking_later = False
        self._look()

    def _next(self, what: Hashable) -> tuple[int, int]:
        """When the first elsewhere came, and the pipe that wakes their process."""
        cells, first, wake = self._cells, NOBODY, -1
        for part, pipe in self._wakes.items():
            name, at = _named(what, part)
            since = cells[at + 1]
            if cells[at] != name or since == NOBODY or NOBODY != first <= since:
                continue
            if time.monotonic_ns() - cells[part + BEAT_AT] < SILENCE:
                first, wake = since, pipe
        return first, wake


def _named(what: Hashable, part: int) -> tuple[int, int]:
    """Its number, the same in all processes that were forked from one, and where it stands in that part."""
    name = hash(what)
    return name, part + name % BUCKETS * CELL


def _pipe() -> tuple[int, int]:
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    return ends
