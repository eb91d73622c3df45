"""A circuit breaker: what keeps failing is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 5  # in a row
REST = 30.0  # seconds


class Breaker:
    """Closed while things go well; open after FAILURES in a row; then one try for every `rest` seconds is let through.

    Safe to use from threads and from event loops alike: its lock is held for moments.
    """

    def __init__(self, *, rest: float = REST, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest, self._clock = rest, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._failed: object = None  # of what the last failure was
        self._rests_until = 0.0

    @property
    def is_open(self) -> bool:
        """Also while a try after the rest is on its way."""
        return self._failures >= FAILURES

    def allows(self) -> bool:
        """Whether to try; who is let through after a rest takes the try with them, and need not tell how it went."""
        with self._lock:
            if not self.is_open:
                return True
            if self._clock() < self._rests_until:
                return False
            self._rests_until = self._clock() + self._rest
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self, of: object = None) -> None:
        """Count a failure; all that are told of one thing, as of a connection that many lost together, are one.

        One that was on its way when the breaker opened does not make the rest longer.
        """
        with self._lock:
            is_told = of is not None and of is self._failed
            self._failed = of
            if not self.is_open and not is_told:
                self._failures += 1
                self._rests_until = self._clock() + self._rest
