"""A world's log is played again: what its players made verifies, and whatever was changed in it is found and located."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.keeping import kept
from tests.lifting import tamper
from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER, MYSTERY
from tests.worlds.services.conftest import MakesPeople
from tests.worlds.services.games.random_worlds import RandomWorld
from worlds.models import SharedWorld, TurnRecord
from worlds.services.games.world_verification import WorldVerification, verify_world
from worlds.services.stories.scenarios import import_scenario

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    for name in ("RATE_INPUT", "RATE_READ", "RATE_START", "RATE_REPLAY"):
        setattr(settings, name, "100000/minute")


@pytest.fixture(params=[FLAGSHIP, MYSTERY])
def story(request: pytest.FixtureRequest) -> str:
    source = (FOLDER / f"{request.param}.yaml").read_bytes()
    return import_scenario(source=source, slug=request.param).scenario.slug


def verified(world: SharedWorld) -> WorldVerification:
    return verify_world(world_id=world.pk)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.long), pytest.param(2, marks=pytest.mark.long)])
def test_a_world_that_people_came_to_and_left_verifies(story: str, people: MakesPeople, seed: int) -> None:
    lived = RandomWorld(story, people(5), seed=seed)
    lived.live(60)
    found = verified(lived.world)
    assert found["first_difference"] is None
    assert found["ok"]
    assert found["records"] == TurnRecord.objects.filter(world=lived.world).count() > 20
    kinds = set(TurnRecord.objects.filter(world=lived.world).values_list("kind", flat=True))
    assert {"start", "join", "choice", "text"} <= kinds


@pytest.fixture
def lived(people: MakesPeople) -> SharedWorld:
    """A world of three in which a little of everything happened."""
    return kept("a little of everything", partial(world_of_a_little, people))


def world_of_a_little(people: MakesPeople) -> SharedWorld:
    source = (FOLDER / f"{FLAGSHIP}.yaml").read_bytes()
    import_scenario(source=source, slug=FLAGSHIP)
    world = RandomWorld(FLAGSHIP, people(3), seed=4)
    world.live(25)
    return world.world


CHANGED = [
    ("UPDATE turn_records SET cell = 'limbo' WHERE world_seq = 5", 5, "record_hash"),
    ("UPDATE turn_records SET turn = turn + 1 WHERE world_seq = 6", 6, "record_hash"),
    ("UPDATE turn_records SET previous_hash = '' WHERE world_seq = 7", 7, "previous_hash"),
    ("UPDATE turn_records SET world_seq = 5000 WHERE world_seq = 8", 8, "world_seq"),
    ("UPDATE turn_records SET created_at = '2020-01-01' WHERE world_seq = 4", 4, "record_hash"),
    ("UPDATE player_texts SET text = 'other words'", None, "text"),
    ("UPDATE shared_worlds SET turn = turn + 1", None, "turn"),
    ("UPDATE shared_worlds SET state_hash = 'x'", None, "state_hash"),
    ("UPDATE shared_worlds SET record_seq = record_seq + 1", None, "record_seq"),
    (
        "UPDATE shared_worlds SET time_policy = CASE time_policy WHEN 'sum' THEN 'furthest' ELSE 'sum' END",
        None,
        "time_policy",
    ),
    ("UPDATE shared_worlds SET player_count = player_count - 1", None, "player_count"),
    ("UPDATE game_sessions SET turns_played = turns_played + 1", None, "turns_played"),
    ("UPDATE game_sessions SET cells = '[]'", None, "cells"),
    ("UPDATE game_sessions SET record_hash = 'x'", None, "record_hash"),
    ("UPDATE game_sessions SET character_name = 'Nobody'", None, "character_name"),
    ("UPDATE world_participants SET location = 'nowhere'", None, "places"),
    ("UPDATE world_events SET payload = '{}' WHERE sequence = 3", None, "events.3"),
]


@pytest.mark.parametrize(("change", "record", "path"), CHANGED)
def test_a_changed_value_is_found_and_located(lived: SharedWorld, change: str, record: int | None, path: str) -> None:
    tamper(change)
    found = verified(lived)
    assert not found["ok"]
    difference = found["first_difference"]
    assert difference is not None
    assert path in difference["path"]
    assert record in (None, difference["record"])
