"""A circuit breaker: what keeps failing is left alone for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

THRESHOLD = 5  # failures in a row
REST = 30.0  # seconds


class Breaker:
    """Closed while things go well; open after THRESHOLD failures in a row; after REST seconds one try is let through."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._opened_at = 0.0

    @property
    def is_open(self) -> bool:
        """Also while the one try after the rest is on its way."""
        return self._failures >= THRESHOLD

    def allows(self) -> bool:
        return not self.is_open or self._clock() - self._opened_at >= REST

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self) -> None:
        self._failures += 1
        self._opened_at = self._clock()
