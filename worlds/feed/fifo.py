"""Who may go on: first come, first served, in all server processes of one machine.

Who waits here holds neither a database connection nor, on a socket, a thread.
"""

from __future__ import annotations

import threading
import time
from bisect import insort
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from common.arrivals import NOBODY, Arrivals, OneProcess

# Nanoseconds that others wait for somebody of another process, who came before, to hold the place or to give up.
COURTESY: Final = 10_000_000_000


_making: Final = threading.Lock()  # of futures; held for moments


@dataclass(slots=True, eq=False)
class Waiter:
    """Somebody's place in a queue; `admitted` is done when it is their turn. `since`, in nanoseconds, is when they came.

    `has_gone_on` says that no other process lets them go first any more.
    """

    key: Hashable
    since: int = field(default_factory=time.monotonic_ns)
    is_admitted: bool = False
    has_gone_on: bool = False
    _admitted: Future[None] | None = None

    @property
    def admitted(self) -> Future[None]:
        """For whoever has to wait; most are admitted at once, and need none."""
        with _making:
            if self._admitted is None:
                self._admitted = Future()
                if self.is_admitted:
                    self._admitted.set_result(None)
            return self._admitted

    def admit(self) -> None:
        with _making:
            self.is_admitted, waited_for = True, self._admitted
        # One who has stopped waiting is still in the queue until they leave it, and then the next one moves up.
        if waited_for is not None and waited_for.set_running_or_notify_cancel():
            waited_for.set_result(None)


@dataclass(slots=True)
class Queue:
    """Those who may go on, and those who wait, in the order in which they came."""

    inside: list[Waiter] = field(default_factory=list)
    waiting: list[Waiter] = field(default_factory=list)
    said: int = NOBODY  # what the other processes know of it
    ahead: int = NOBODY  # when they came who are let go first, in another process
    ahead_since: int = NOBODY  # since when they are


class Slots:
    """A queue for each key that somebody wants, of which the first `capacity` are admitted.

    Safe to use from threads and from event loops alike. `arrivals` tells who has come before to other processes: they go first.
    """

    def __init__(self, capacity: int = 1) -> None:
        self.arrivals: Arrivals = OneProcess()
        self._capacity = capacity
        self._lock = threading.Lock()  # held for moments, never while somebody waits
        self._queues: dict[Hashable, Queue] = {}
        self._kept_back: set[Hashable] = set()  # those whose first waits for somebody in another process

    def enter(self, key: Hashable, since: int | None = None) -> Waiter:
        """Take a place in the queue behind everybody who came before `since`, or before now; one with nobody before it is admitted at once."""
        waiter = Waiter(key) if since is None else Waiter(key, since)
        with self._lock:
            queue = self._queues.setdefault(key, Queue())
            insort(queue.waiting, waiter, key=_came)
            admitted = self._moved_up(key, queue)
        _admit(admitted)
        return waiter

    @contextmanager
    def entered(self, key: Hashable, since: int) -> Iterator[Waiter]:
        """The same around what may be refused: then the place in the queue is given up."""
        waiter = self.enter(key, since)
        try:
            yield waiter
        except BaseException:
            self.leave(waiter)
            raise

    def enter_free(self, key: Hashable) -> Waiter | None:
        """Take a place that is admitted at once; None where there is none."""
        with self._lock:
            queue = self._queues.get(key)
            if queue is not None and (queue.waiting or len(queue.inside) >= self._capacity):
                return None
            waiter = Waiter(key)
            self._queues.setdefault(key, Queue()).inside.append(waiter)
        _admit([waiter])
        return waiter

    def leave(self, waiter: Waiter) -> None:
        """Give the slot on, or the place in the queue up; leaving twice is leaving once."""
        with self._lock:
            admitted = self._left(waiter)
        _admit(admitted)

    def go_on(self, waiter: Waiter) -> None:
        """Somebody who was admitted holds what they wait for, or stands back: the next of another process is admitted from now on."""
        with self._lock:
            waiter.has_gone_on = True
            queue = self._queues.get(waiter.key)
            if queue is not None:
                self._say(waiter.key, queue)

    def look(self) -> None:
        """See whether those may go on now who let others of other processes go first."""
        with self._lock:
            queues = [(key, queue) for key in list(self._kept_back) if (queue := self._queues.get(key)) is not None]
            admitted = [waiter for key, queue in queues for waiter in self._moved_up(key, queue)]
        _admit(admitted)

    def position(self, waiter: Waiter) -> int:
        """How many of this process go before this one; 0 for who is admitted."""
        with self._lock:
            queue = self._queues.get(waiter.key)
            return queue.waiting.index(waiter) + 1 if queue is not None and waiter in queue.waiting else 0

    def waiting(self) -> int:
        """How many wait, all queues together."""
        with self._lock:
            return sum(len(queue.waiting) for queue in self._queues.values())

    def _left(self, waiter: Waiter) -> list[Waiter]:
        """Who moves up now that this one is out of its queue."""
        queue = self._queues.get(waiter.key)
        if queue is None:
            return []
        if waiter in queue.inside:
            queue.inside.remove(waiter)
        elif waiter in queue.waiting:
            queue.waiting.remove(waiter)
        admitted = self._moved_up(waiter.key, queue)
        if not queue.inside and not queue.waiting:
            del self._queues[waiter.key]
            self._kept_back.discard(waiter.key)
        return admitted

    def _moved_up(self, key: Hashable, queue: Queue) -> list[Waiter]:
        """Who goes inside now; the other processes are told who is the first then."""
        admitted: list[Waiter] = []
        while queue.waiting and len(queue.inside) < self._capacity and self._may_go(key, queue):
            waiter = queue.waiting.pop(0)
            queue.inside.append(waiter)
            admitted.append(waiter)
        self._say(key, queue)
        return admitted

    def _may_go(self, key: Hashable, queue: Queue) -> bool:
        """Whether nobody came before the first, or they have not gone on for long."""
        # Before the look at the others: of two processes that say and look at once, one at least sees the other.
        self._say(key, queue)
        ahead = self.arrivals.first_elsewhere(key)
        if not NOBODY != ahead < queue.waiting[0].since:
            queue.ahead = NOBODY
            self._kept_back.discard(key)
            return True
        now = time.monotonic_ns()
        if ahead != queue.ahead:
            queue.ahead, queue.ahead_since = ahead, now
        self._kept_back.add(key)
        self.arrivals.look_later()
        return now - queue.ahead_since > COURTESY

    def _say(self, key: Hashable, queue: Queue) -> None:
        """Tell the others since when somebody is on the way here; who waited for that elsewhere, and is the next, is woken."""
        since = next((each.since for each in (*queue.inside, *queue.waiting[:1]) if not each.has_gone_on), NOBODY)
        before, queue.said = queue.said, since
        if since == before:
            return
        self.arrivals.say(key, since)
        if before != NOBODY:
            self.arrivals.wake_next(key, since)


def _came(waiter: Waiter) -> int:
    return waiter.since


def _admit(waiters: Iterable[Waiter]) -> None:
    for waiter in waiters:
        waiter.admit()


slots = Slots()  # one for each place of each world
