"""A process that dies after a game's last turn is stored, and before anybody hears of it."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.kleene_site.programs import environment, manage
from tests.worlds.services.ready_stories import GATE

PLAYS_AND_DIES = """
import os, signal
from profiles.services import accounts
from worlds.services.games import sessions
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest
from worlds.signals import session_completed

def die(**news):
    os.kill(os.getpid(), signal.SIGKILL)

session_completed.receivers.clear()
session_completed.connect(die)
ada = accounts.register_account(username="ada", password="quiet-harbour-91")
game = sessions.start_solo(user_id=ada.pk, scenario_slug="gate")
for option in ("take_key", "open_gate", "stay"):
    playing.play_turn(user_id=ada.pk, session_id=game.pk, request=TurnRequest(option_id=option))
raise AssertionError("the last turn was survived")
"""
LOOKS = """
import json
from leaderboards.models import Judgement
from worlds.models import GameSession
print(json.dumps([GameSession.objects.get().status, Judgement.objects.count()]))
"""
READS = """
from django.test import Client
reader = Client(SERVER_NAME="localhost")
print(reader.get("/api/v1/leaderboards/turn_efficiency?scenario_id=gate").content.decode())
"""
WORKS = """
import json
from common import jobs
print(json.dumps(jobs.registered["judge-new-games"].run()))
"""


def told(env: dict[str, str], script: str) -> Any:
    done = manage("shell", "-v0", "-c", script, env=env)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def crash(embedded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of data that such a process left; copy it."""
    data = Path(shutil.copytree(embedded, tmp_path_factory.mktemp("crash"), dirs_exist_ok=True))
    env = environment(data)
    story = data / "gate.yaml"
    story.write_bytes(GATE)
    assert manage("import_scenario", str(story), env=env).returncode == 0
    died = manage("shell", "-v0", "-c", PLAYS_AND_DIES, env=env)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert told(env, LOOKS) == ["completed", 0]
    return data


@pytest.fixture
def env(crash: Path, tmp_path: Path) -> dict[str, str]:
    return environment(Path(shutil.copytree(crash, tmp_path / "data")))


def test_the_next_reader_of_a_board_finds_the_game(env: dict[str, str]) -> None:
    board = told(env, READS)
    assert [(entry["display_name"], entry["score"]) for entry in board["entries"]] == [("ada", 3)]


def test_the_worker_finds_the_game_once(env: dict[str, str]) -> None:
    assert told(env, WORKS) == "judged 1 games, counted 0 players again"
    assert told(env, WORKS) == ""
    assert told(env, READS)["total_entries"] == 1
