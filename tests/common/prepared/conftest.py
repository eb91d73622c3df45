from collections.abc import AsyncIterator

import pytest_asyncio

from common.prepared import pool


@pytest_asyncio.fixture
async def connected(transactional_db: None) -> AsyncIterator[None]:
    """Asynchronous connections to the test's database, closed at its end."""
    yield
    await pool.close_pool()
