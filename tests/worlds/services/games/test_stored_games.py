"""Games of this version and of those before it, as files, verify whatever was changed since."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.kleene_site.programs import manage
from tests.worlds.services.games.stored_games import FOLDER, RECIPES, files, load, store
from tests.worlds.services.snapshots.test_another_process import elsewhere
from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.rules.storage import ENGINE_VERSION
from worlds.services.games.replay import verify_game
from worlds.services.games.world_verification import verify_world


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
@pytest.mark.django_db
def test_a_stored_game_verifies(path: Path) -> None:
    load(path)
    alone = GameSession.objects.filter(world=None)
    assert [verify_game(session=game)["first_difference"] for game in alone] == [None] * len(alone)
    worlds = SharedWorld.objects.all()
    assert [verify_world(world_id=world.pk)["first_difference"] for world in worlds] == [None] * len(worlds)
    assert TurnRecord.objects.count() > 5


def test_this_version_has_a_stored_game_of_each_sort() -> None:
    assert {f"engine_{ENGINE_VERSION}_{name}.json" for name in RECIPES} <= {path.name for path in FOLDER.iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
@pytest.mark.django_db(transaction=True)
def test_it_verifies_in_another_process_with_another_hash_seed(path: Path, tmp_path: Path) -> None:
    load(path)
    env = elsewhere(tmp_path) | {"PYTHONHASHSEED": "4242"}
    if SharedWorld.objects.exists():
        done = manage("verify_world", "--all", env=env)
    else:
        done = manage("replay_session", GameSession.objects.get().short_id, env=env)
    assert done.returncode == 0, done.stderr


if os.environ.get("KLEENE_STORE_GAMES"):

    @pytest.mark.parametrize("name", RECIPES)
    @pytest.mark.django_db
    def test_stored_games_are_written_once(name: str, settings: Any) -> None:
        for rate in ("RATE_INPUT", "RATE_READ", "RATE_START", "RATE_REPLAY"):
            setattr(settings, rate, "100000/minute")
        if not (FOLDER / f"engine_{ENGINE_VERSION}_{name}.json").exists():
            RECIPES[name]()
            store(name)
