"""Agents play a whole story in company, through a real server and nothing but its public API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from agents.company import Plan, play_games
from agents.policies.choices import ExplorerPolicy
from common.database_threads import in_thread
from tests.worlds.consumers.served import Site, served
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.services.games.world_verification import verify_world
from worlds.services.stories import scenarios

PARISH = Path(__file__).resolve().parents[2] / "worlds" / "scenarios" / "loose_parish.yaml"


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[Site]:
    scenarios.import_scenario(source=PARISH.read_bytes(), slug="loose_parish")
    with served(tmp_path, RATE_AGENT_INPUT="100000/minute", RATE_READ="100000/minute") as running:
        yield running


@pytest.mark.slow
async def test_four_agents_finish_the_loose_parish_together(site: Site) -> None:
    chance, told = Random(4), list[str]()
    plan = Plan(site.url("/"), scenario="loose_parish", agents=4)
    games = await play_games(plan, lambda: ExplorerPolicy(Random(chance.random())), tell=told.append)
    assert all(game.ending for game in games), told
    assert len({game.world_id for game in games}) == 1
    assert len(told) == len(games) == 4
    await in_thread(judge, games[0].world_id)


def judge(world_id: str | None) -> None:
    world = SharedWorld.objects.get(short_id=world_id)
    assert world.sessions.filter(status=GameSession.Status.COMPLETED).count() == 4
    assert set(world.stays.values_list("role", flat=True)) == {WorldParticipant.Role.AGENT}
    assert verify_world(world_id=world.pk)["ok"]
