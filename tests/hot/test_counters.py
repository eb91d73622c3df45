"""Counters in Redis, asked on the event loop, while it is away for a moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from common.breaker import FAILURES
from common.hot import budgets
from common.hot.budgets import AsyncCounters
from common.redis_wire import close_wires, wires
from common.throttles import CountersInRedis
from tests.worlds.feed.redis_of_our_own import OwnRedis

pytestmark = pytest.mark.redis


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[OwnRedis]:
    started = OwnRedis(tmp_path)
    started.start()
    yield started
    await close_wires()
    started.stop()


@pytest.mark.parametrize("is_connected", [True, False], ids=["connection lost", "none made"])
async def test_what_many_lost_together_has_no_budget_begin_at_nothing(
    server: OwnRedis, monkeypatch: pytest.MonkeyPatch, *, is_connected: bool
) -> None:
    monkeypatch.setattr(budgets, "PATIENCE", 60.0)
    counting = AsyncCounters(server.url, CountersInRedis(server.url))
    if is_connected:
        assert await taken(counting, "first")
    monkeypatch.setattr(budgets, "PATIENCE", 0.1)
    with server.silent():
        assert all(await asyncio.gather(*[taken(counting, "meanwhile") for _ in range(2 * FAILURES)]))
    monkeypatch.setattr(budgets, "PATIENCE", 60.0)
    assert await taken(counting, "afterwards")
    wire = await wires().wire(server.url, patience=60.0)
    assert await wire.ask("GET", f"{CountersInRedis.PREFIX}:afterwards", patience=60.0) == b"1"


async def taken(counting: AsyncCounters, key: str) -> bool:
    has_room, _ = await counting.take(key, limit=100, seconds=60)
    return has_room
