"""Who may go on, within this process: first come, first served.

Who waits here holds neither a database connection nor, on a socket, a thread.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Waiter:
    """Somebody's place in a queue; `admitted` is done when it is their turn."""

    key: Hashable
    admitted: Future[None] = field(default_factory=Future)


class Slots:
    """A queue for each key that somebody wants, of which the first `capacity` are admitted.

    Safe to use from threads and from event loops alike.
    """

    def __init__(self, capacity: int = 1) -> None:
        self._capacity = capacity
        self._lock = threading.Lock()  # held for moments, never while somebody waits
        self._queues: dict[Hashable, deque[Waiter]] = {}

    def enter(self, key: Hashable) -> Waiter:
        """Take the next place in the queue; one with nobody before it is admitted at once."""
        waiter = Waiter(key)
        with self._lock:
            queue = self._queues.setdefault(key, deque())
            queue.append(waiter)
            is_admitted = len(queue) <= self._capacity
        if is_admitted:
            _admit(waiter)
        return waiter

    def enter_free(self, key: Hashable) -> Waiter | None:
        """Take a place that is admitted at once; None where there is none."""
        with self._lock:
            queue = self._queues.get(key)
            if queue is not None and len(queue) >= self._capacity:
                return None
            waiter = Waiter(key)
            self._queues.setdefault(key, deque()).append(waiter)
        _admit(waiter)
        return waiter

    def leave(self, waiter: Waiter) -> None:
        """Give the slot on, or the place in the queue up; leaving twice is leaving once."""
        with self._lock:
            following = self._take_out(waiter)
        if following is not None:
            _admit(following)

    def position(self, waiter: Waiter) -> int:
        """How many go before this one; 0 for who is admitted."""
        with self._lock:
            queue = self._queues.get(waiter.key, deque())
            place = queue.index(waiter) if waiter in queue else 0
        return max(0, place - self._capacity + 1)

    def waiting(self) -> int:
        """How many wait, all queues together."""
        with self._lock:
            return sum(max(0, len(queue) - self._capacity) for queue in self._queues.values())

    def _take_out(self, waiter: Waiter) -> Waiter | None:
        """Who moves up now that this one is out of its queue."""
        queue = self._queues.get(waiter.key)
        if queue is None or waiter not in queue:
            return None
        was_admitted = queue.index(waiter) < self._capacity
        queue.remove(waiter)
        if not queue:
            del self._queues[waiter.key]
        return queue[self._capacity - 1] if was_admitted and len(queue) >= self._capacity else None


def _admit(waiter: Waiter) -> None:
    # One who has stopped waiting is still in the queue until they leave it, and then the next one moves up.
    if waiter.admitted.set_running_or_notify_cancel():
        waiter.admitted.set_result(None)


slots = Slots()  # one for each place of each world
