"""How often something may come within one process and connection: budgets over all of them are in `throttles`."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Final

from common.errors import RateLimited

MINUTE: Final = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Pace:
    """So many at once, and so many a minute after that."""

    at_once: int
    a_minute: int


class Meter:
    """What is left of a pace; full at the beginning. Only for one event loop."""

    __slots__ = ("_at", "_extra", "_left", "_pace")

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._left = float(pace.at_once)
        self._extra = 0
        self._at = time.monotonic()

    def earn(self) -> None:
        """One more than the pace allows, whenever it comes: it was asked for."""
        self._extra += 1

    def take(self) -> None:
        """Raises RateLimited."""
        if self._extra:
            self._extra -= 1
            return
        now = time.monotonic()
        self._left = min(self._pace.at_once, self._left + (now - self._at) * self._pace.a_minute / MINUTE)
        self._at = now
        if self._left < 1:
            raise RateLimited(retry_after=math.ceil((1 - self._left) * MINUTE / self._pace.a_minute))
        self._left -= 1
