"""Several at one thing in the same moment, each in a thread and on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from common.errors import KleeneError

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
LOOKS = 2000  # at most; each is a round trip


def at_once(*works: Callable[[], object]) -> list[str]:
    """What each came to: the code of its refusal, or "done"."""
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> str:
        start.wait()
        try:
            work()
        except KleeneError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(works)) as crowd:
        return list(crowd.map(one, works))


def wait_until_somebody_waits() -> None:
    """Come back as soon as some connection waits for a lock; PostgreSQL alone can tell."""
    with connection.cursor() as cursor:
        for _ in range(LOOKS):
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody came to wait for the row")
