from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from common.database_threads import in_thread
from common.prepared import pool, switch
from common.prepared.select import compile_all


@pytest_asyncio.fixture(params=["in threads", "on the loop"])
async def on_either_path(request: pytest.FixtureRequest, transactional_db: None) -> AsyncIterator[None]:
    """The test runs twice: with what is asked in threads, and on the event loop with its own connections."""
    if request.param == "in threads":
        yield
        return
    await in_thread(compile_all)
    switch.turn_on()
    yield
    switch.turn_off()
    await pool.close_pool()
