"""Worlds in which items are brought back all the time verify, whatever their people and their staff do meanwhile."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import connection

from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER, MYSTERY
from tests.worlds.services.at_once import at_once
from tests.worlds.services.conftest import MakesPeople
from tests.worlds.services.critical_items.conftest import POLICIES, STORY, Mill, mill_of
from tests.worlds.services.critical_items.policies import hurried
from tests.worlds.services.games.random_worlds import RandomWorld
from worlds.models import CriticalItemRecovery, SharedWorld, TurnRecord, WorldEvent
from worlds.services.critical_items.policies import change_world_policies
from worlds.services.critical_items.requested_maintenance import run_maintenance
from worlds.services.games.world_verification import verify_world
from worlds.services.stories.scenarios import import_scenario


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("slug", [FLAGSHIP, MYSTERY])
def test_a_world_that_people_came_to_and_left_verifies_with_its_recoveries(
    people: MakesPeople, slug: str, seed: int
) -> None:
    import_scenario(source=(FOLDER / f"{slug}.yaml").read_bytes(), slug=slug)
    lived = RandomWorld(slug, people(5), seed=seed)
    change_world_policies(world_id=lived.world.pk, policies=hurried(slug))
    lived.live(90)
    run_maintenance(world_id=lived.world.pk)
    found = verify_world(world_id=lived.world.pk)
    assert found["first_difference"] is None
    assert CriticalItemRecovery.objects.filter(world=lived.world).count() > 3
    told = WorldEvent.objects.filter(world=lived.world, type="critical_item_recovered", audience__isnull=True)
    assert told.count() == CriticalItemRecovery.objects.filter(world=lived.world).count()


@pytest.fixture
def mill(transactional_db: None) -> Mill:
    from profiles.models import User

    return mill_of(STORY + POLICIES, [User.objects.create_user(name) for name in ("ann", "bo")])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
def test_policies_turns_and_maintenance_at_once_leave_one_order(mill: Mill) -> None:
    mill.plays(0, "take_pin")
    world = mill.world.pk
    rope: list[Any] = [{"item_id": "rope", "policy_type": "instance_quota", "min_count": 3}]
    for _ in range(4):
        came = at_once(
            partial(mill.plays, 0, "wait"),
            partial(mill.plays, 1, "wait"),
            partial(change_world_policies, world_id=world, policies=rope),
            partial(run_maintenance, world_id=world),
            partial(change_world_policies, world_id=world, policies=[]),
        )
        assert set(came) <= {"done", "stale_turn"}
    found = verify_world(world_id=world)
    assert found["first_difference"] is None
    assert TurnRecord.objects.filter(world_id=world, kind="policy").count() >= 2
    assert SharedWorld.objects.get(pk=world).turn == 9
