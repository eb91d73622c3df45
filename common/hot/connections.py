"""What the hot doors keep open on an event loop."""

from __future__ import annotations

from common.hot import budgets
from common.prepared import pool


async def close_connections() -> None:
    """Close this loop's connections to the database and to Redis. A server calls it last, when requests are done."""
    await pool.close_pool()
    await budgets.close_counters()
