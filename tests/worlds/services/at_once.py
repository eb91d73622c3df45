"""Several at one thing in the same moment, each in a thread and on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from kleene_site.common.errors import KleeneError


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
