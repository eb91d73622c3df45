from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from django.db import connection

from common.prepared import pool


@pytest_asyncio.fixture
async def connected(transactional_db: None) -> AsyncIterator[None]:
    """Asynchronous connections to the test's database, closed at its end."""
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has no asynchronous connections")
    yield
    await pool.close_pool()
