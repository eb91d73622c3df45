"""A turn stands in the queue of its place before it has paid, and leaves it where it cannot pay."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from common.database_threads import in_thread
from common.hot import budgets
from common.redis_wire import close_wires
from common.throttles import counters_at
from tests.hot.conftest import Doors
from tests.hot.test_turns import game_of
from tests.hot.test_views import access
from tests.worlds.feed.redis_of_our_own import OwnRedis
from tests.worlds.living_world import shared_world
from worlds.feed.fifo import slots
from worlds.models import GameSession

pytestmark = pytest.mark.redis


@pytest.fixture
def own_redis(tmp_path: Path, settings: Any) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path)
    server.start()
    settings.REDIS_URL = server.url
    yield server
    counters_at.cache_clear()
    server.stop()


@pytest.fixture(autouse=True)
async def closed_wires() -> AsyncIterator[None]:
    yield
    await close_wires()


def place_of(session: GameSession) -> tuple[uuid.UUID | None, str]:
    return session.world_id, session.state["player"]["location"]


async def test_who_pays_is_in_the_queue_already_and_before_who_came_later(
    doors: Doors, own_redis: OwnRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "PATIENCE", 60.0)
    living = await in_thread(shared_world, "ada")
    session, token = await game_of(living.people[0]), await access(living.people[0])
    path = f"/api/v1/game/{session.short_id}/turns"
    for _ in range(2):  # from the second on this is known to be no game alone
        assert (await doors.hot.post(path, json={"option_id": "wait"}, headers=token)).status_code == 200
    before = slots.enter(place_of(session))
    with own_redis.silent():
        asked = asyncio.ensure_future(doors.hot.post(path, json={"option_id": "wait"}, headers=token))
        while not slots.waiting():  # noqa: ASYNC110 - a queue tells nobody who only looks
            await asyncio.sleep(0.01)
        later = slots.enter(place_of(session))
        assert not asked.done()
        assert (slots.waiting(), slots.position(later)) == (2, 2)
    slots.leave(before)
    assert (await asked).status_code == 200
    assert later.admitted.done()
    slots.leave(later)


async def test_who_cannot_pay_leaves_nobody_waiting_behind_them(
    doors: Doors, own_redis: OwnRedis, settings: Any
) -> None:
    settings.RATE_INPUT = "2/minute"
    living = await in_thread(shared_world, "ada")
    session, token = await game_of(living.people[0]), await access(living.people[0])
    path = f"/api/v1/game/{session.short_id}/turns"
    answers = [await doors.hot.post(path, json={"option_id": "wait"}, headers=token) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    free = slots.enter_free(place_of(session))
    assert free is not None
    slots.leave(free)
