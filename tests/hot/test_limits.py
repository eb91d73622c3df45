"""Budgets that are spent on the event loop are those that are spent in threads, with Redis and while it is away."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from common.database_threads import in_thread
from common.hot import budgets
from tests.hot.conftest import Doors
from tests.hot.test_turns import game_of
from tests.hot.test_views import access
from tests.kleene_site.test_serving import free_port
from tests.worlds.living_world import shared_world


@pytest.fixture(params=["here", "away"])
def redis(request: pytest.FixtureRequest, settings: Settings) -> None:
    url = request.getfixturevalue("redis_url") if request.param == "here" else f"redis://127.0.0.1:{free_port()}/0"
    settings.REDIS_URL = url
    settings.RATE_INPUT = settings.RATE_CHAT = "3/minute"


@pytest.mark.redis
@pytest.mark.usefixtures("redis")
class TestLimits:
    async def test_turns_are_counted_together_at_both_doors(self, doors: Doors) -> None:
        living = await in_thread(shared_world, "ada")
        path, token = f"/api/v1/game/{(await game_of(living.people[0])).short_id}/turns", await access(living.people[0])
        await self.two_here_one_there(doors, path, {"json": {"option_id": "wait"}, "headers": token})

    async def test_lines_are_counted_together_at_both_doors(self, doors: Doors) -> None:
        living = await in_thread(shared_world, "ada")
        path, token = f"/api/v1/worlds/{living.world.short_id}/chat", await access(living.people[0])
        await self.two_here_one_there(doors, path, {"json": {"text": "Hello."}, "headers": token})

    async def test_a_channel_with_a_rate_of_its_own_has_it_at_both_doors(
        self, doors: Doors, settings: Settings
    ) -> None:
        settings.RATE_CHAT, settings.RATE_CHAT_WORLD = "5/minute", "3/minute"
        living = await in_thread(shared_world, "ada")
        path, token = f"/api/v1/worlds/{living.world.short_id}/chat", await access(living.people[0])
        await self.two_here_one_there(doors, path, {"json": {"text": "Hello."}, "headers": token})
        # What was refused counts for nothing: two of the five are left for other channels.
        said = [
            await door.post(path, json={"text": "Hello.", "channel": "room"}, headers=token)
            for door in (doors.hot, doors.plain, doors.hot)
        ]
        assert [answer.status_code for answer in said] == [201, 201, 429]
        await budgets.close_counters()

    async def two_here_one_there(self, doors: Doors, path: str, request: dict[str, Any]) -> None:
        answers = [await door.post(path, **request) for door in (doors.hot, doors.plain, doors.hot)]
        assert all(answer.is_success for answer in answers)
        refused = await doors.both("POST", path, **request)
        assert [answer.status_code for answer in refused] == [429, 429]
        await budgets.close_counters()

    async def test_what_the_plain_door_must_answer_is_paid_once(self, doors: Doors) -> None:
        """Alone, a turn is paid before anything is known of it; what turns out to be free is taken back."""
        living = await in_thread(shared_world, "ada")
        path, token = f"/api/v1/game/{(await game_of(living.people[0])).short_id}/turns", await access(living.people[0])
        keyed: dict[str, Any] = {"json": {"option_id": "wait"}, "headers": token | {"Idempotency-Key": "once"}}
        for _ in range(5):
            assert (await doors.hot.post(path, **keyed)).status_code == 200
        stale: dict[str, Any] = {"json": {"option_id": "wait", "expected_number": 50}, "headers": token}
        assert [(await doors.hot.post(path, **stale)).status_code for _ in range(5)] == [409] * 5
        left = [await doors.hot.post(path, json={"option_id": "wait"}, headers=token) for _ in range(3)]
        assert [answer.status_code for answer in left] == [200, 200, 429]
        await budgets.close_counters()
