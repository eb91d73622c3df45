"""Things that belong to an event loop. A server has one loop; tests have one after another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class PerLoop(Generic[Thing]):
    """Called on a loop, gives the running one's own thing, made at the first call; those of closed loops go."""

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make = make
        self._made: dict[asyncio.AbstractEventLoop, Thing] = {}

    def __call__(self) -> Thing:
        loop = asyncio.get_running_loop()
        if loop not in self._made:
            self._made = {other: thing for other, thing in self._made.items() if not other.is_closed()}
            self._made[loop] = self._make()
        return self._made[loop]

    def forget(self) -> Thing | None:
        """The running loop's thing, if it was made; the next call makes another."""
        return self._made.pop(asyncio.get_running_loop(), None)
