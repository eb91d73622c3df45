"""What one process changes the others show at once: they hear of it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from common.database_threads import in_thread
from common.table_changes import versions_of
from tests.kleene_site.programs import ROOT, environment
from tests.worlds.feed.redis_of_our_own import OwnRedis
from tests.worlds.feed.test_with_redis import closed_wires, database_url, own_redis, without_poll  # noqa: F401
from tests.worlds.living_world import living_world
from worlds.feed.registry import hub

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.redis, pytest.mark.postgres]

WITHHOLD = """
import sys, django
django.setup()
from worlds.feed import publisher
from worlds.services.stories import availability
publisher.PATIENCE = 60.0  # on a starved machine the first connection may take longer than its second
availability.withhold_scenario(scenario_id=int(sys.argv[1]))
"""


@pytest.mark.usefixtures("without_poll")
async def test_a_change_in_another_process_is_heard(own_redis: OwnRedis, tmp_path: Path) -> None:  # noqa: F811
    living = await in_thread(living_world, "ada")
    env = environment(
        tmp_path, DATABASE_URL=database_url(), REDIS_URL=own_redis.url, DJANGO_SETTINGS_MODULE="kleene_site.settings"
    )
    await hub().listen_for_changes()
    before = versions_of(["worlds.Scenario", "profiles.User"])
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WITHHOLD, str(living.world.scenario_id), cwd=ROOT, env=env
    )
    assert await other.wait() == 0
    async with asyncio.timeout(30):
        while versions_of(["worlds.Scenario"]) == before[:1]:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    assert versions_of(["profiles.User"]) == before[1:], "only what has changed is forgotten"
