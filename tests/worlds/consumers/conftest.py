from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from common import database_threads, throttles
from tests.worlds.living_world import Living, shared_world


@pytest.fixture
def living(transactional_db: None, settings: Any) -> Iterator[Living]:
    """Ada, Ben and Cleo in one world; they may connect as often as a test needs."""
    settings.RATE_CONNECT = "1000/minute"
    throttles.counters_at.cache_clear()
    yield shared_world("ada", "ben", "cleo")
    threads_are_free()


def threads_are_free() -> None:
    """Wait until what closed sockets had begun is over: all threads meet. Before that the tables must not be emptied."""
    meeting = threading.Barrier(database_threads.THREADS)
    for thread in [database_threads._threads.submit(meeting.wait) for _ in range(database_threads.THREADS)]:
        thread.result(timeout=60)
