"""What people play at random replays to the same state in another process, whatever its hashes of text are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from tests import machine
from tests.kleene_site.programs import environment, manage
from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER
from tests.worlds.services.games.random_worlds import RandomWorld
from worlds.models import SharedWorld
from worlds.rules.canonical import digest
from worlds.services.games.world_records import read_world
from worlds.services.snapshots.taking import play_on
from worlds.services.snapshots.world_payload import PlayedWorld, world_payload
from worlds.services.stories.scenarios import import_scenario

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    for name in ("RATE_INPUT", "RATE_READ", "RATE_START", "RATE_REPLAY"):
        setattr(settings, name, "100000/minute")


def replayed_here() -> list[str]:
    """Each world with its length and the hash of its snapshot, as `take_snapshots` tells them."""
    told = []
    for world in SharedWorld.objects.order_by("created_at"):
        played = PlayedWorld()
        play_on(read_world(world.pk), played)
        told.append(f"{world.short_id}: snapshot of record {played.counts.records}, {digest(world_payload(played))}")
    return told


def elsewhere(folder: Path) -> dict[str, str]:
    """The settings of a process on this very database; on SQLite, where it is this process's own, on a copy."""
    if connection.vendor == "postgresql":
        server = machine.postgres().where.rpartition("/")[0]
        return environment(folder, DATABASE_URL=f"{server}/{connection.settings_dict['NAME']}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(folder / "kleene.sqlite3")])
    return environment(folder)


@pytest.mark.slow
def test_random_worlds_replay_to_the_same_hashes_with_another_hash_seed(db: None, tmp_path: Path) -> None:
    import_scenario(source=(FOLDER / f"{FLAGSHIP}.yaml").read_bytes(), slug=FLAGSHIP)

    @property_settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(players=st.integers(1, 8), deeds=st.integers(1, 40), seed=st.integers(0, 10**6))
    def live(players: int, deeds: int, seed: int) -> None:
        number = get_user_model().objects.count()
        names = [f"walker{number + nth}" for nth in range(players)]
        people: list[Any] = [get_user_model().objects.create_user(name) for name in names]
        RandomWorld(FLAGSHIP, people, seed=seed).live(deeds)

    live()
    here = replayed_here()
    assert len(here) >= 8
    for seed in ("1", "4242"):
        folder = tmp_path / seed
        folder.mkdir()
        env = elsewhere(folder) | {"PYTHONHASHSEED": seed}
        verified, taken = manage("verify_world", "--all", env=env), manage("take_snapshots", "--all", env=env)
        assert verified.returncode == 0, verified.stderr
        assert taken.stdout.splitlines() == here
