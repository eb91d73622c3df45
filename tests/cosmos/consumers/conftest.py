from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from common import throttles
from profiles.models import User
from tests.worlds.consumers.conftest import threads_are_free
from tests.worlds.consumers.sockets import Frame, Socket, bearer, socket


@pytest.fixture(autouse=True)
def often(transactional_db: None, settings: Any) -> Iterator[None]:
    """People may connect and speak as often as a test needs."""
    settings.RATE_CONNECT = settings.RATE_CHAT = "1000/minute"
    throttles.counters_at.cache_clear()
    yield
    threads_are_free()


@asynccontextmanager
async def looking(person: User, path: str = "") -> AsyncIterator[tuple[Socket, Frame]]:
    """A socket of somebody who looks at the sky, and its first frame; what was said before has been read, too."""
    async with socket(f"/ws/cosmos/{path}", await bearer(person)) as client:
        await client.connect()
        state = await client.read_until("cosmos_state")
        await client.read_until("chat_history")
        yield client, state


async def close_code(person: User, path: str) -> int:
    async with socket(f"/ws/cosmos/{path}", await bearer(person)) as client:
        await client.connect()
        return await client.closed()
