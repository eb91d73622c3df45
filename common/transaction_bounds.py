"""How long a transaction on PostgreSQL may wait: said at its beginning, in one statement."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from common.prepared.dialect import dialect
from common.prepared.select import Query

AT_ONCE: Final = "1ms"  # as long as somebody waits who does not want to wait: a timeout of 0 would be none
IDLE: Final = "3s"  # a process that stops between two statements gives back what it holds
BOUND: Final = (
    "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true),"
    " set_config('idle_in_transaction_session_timeout', %s, true)"
)
# Said from left to right: the lock is waited for as long as the timeout before it says.
QUEUED: Final = f"{BOUND}, pg_advisory_xact_lock(%s), set_config('lock_timeout', %s, true)"


def bound_transaction(seconds: float) -> Query:
    """Let a transaction wait no longer than `seconds` for one statement, and for its client no longer than IDLE.

    The embedded database has a busy timeout for all, and is told nothing. A statement timeout counts the time that it waits for a lock, so both carry the same figure.
    """
    if dialect().vendor != "postgresql":
        return Query("SELECT 1", ())
    most = _milliseconds(seconds)
    return Query(BOUND, (most, most, IDLE))


def bound_in_queue(seconds: float, *queue: object, patient: bool) -> Query:
    """The same, and wait in the queue that is named by these values, which the transaction leaves as it ends. Without patience, or not in time, it
    fails as a lock that is not free in time does.

    PostgreSQL grants advisory locks in the order in which they were asked for; a row that is let go of falls to whoever asks next.
    """
    if dialect().vendor != "postgresql":
        return Query("SELECT 1", ())
    most = _milliseconds(seconds)
    return Query(QUEUED, (most if patient else AT_ONCE, most, IDLE, _number_of(queue), most))


@lru_cache(maxsize=4096)
def _number_of(queue: tuple[object, ...]) -> int:
    """Two queues of one number would wait for each other, and nothing else: nobody is in two."""
    named = hashlib.blake2b(repr(queue).encode(), digest_size=8)
    return int.from_bytes(named.digest(), signed=True)


def _milliseconds(seconds: float) -> str:
    return f"{max(1, int(seconds * 1000))}ms"
