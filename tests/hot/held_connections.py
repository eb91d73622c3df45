"""Whether the event loop has given every connection back."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from django.db import connection

from common.database_threads import in_thread
from common.prepared import pool
from worlds.feed.fifo import slots

OPEN: Final = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND (state LIKE 'idle in transaction%' OR state = 'active')"""


def kept_pool() -> Any:
    """The library's own pool behind ours."""
    here: Any = pool._pool()
    return here._pool


async def nothing_is_held() -> None:
    """No connection is out, and none has a transaction open."""
    opened = kept_pool()
    # Looked at as of one moment: the pool may be making a connection anew for one that was lost.
    while (stats := opened.get_stats())["pool_available"] != stats["pool_size"]:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.01)
    assert stats.get("requests_waiting", 0) == 0
    # One that was told to end stands there as active until it has.
    for _ in range(500):
        if await in_thread(_open_transactions) == 0:
            break
        await asyncio.sleep(0.01)
    else:
        raise AssertionError("a transaction stays open")
    assert slots.waiting() == 0


def _open_transactions() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OPEN)
        return int(cursor.fetchone()[0])
