"""A story, a player's game of it, and two of the staff at their browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from django.test import Client

from profiles.models import User
from tests.staff import moderator, signed_in, superuser
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, ScenarioRevision
from worlds.services.games import sessions
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

Plays: TypeAlias = Callable[..., None]


@pytest.fixture
def root(db: None) -> Client:
    return signed_in(superuser())


@pytest.fixture
def mira(db: None) -> Client:
    return signed_in(moderator())


@pytest.fixture
def elena(db: None) -> User:
    user: User = User.objects.create_user("elena", display_name="Elena")
    return user


@pytest.fixture
def revision(db: None) -> ScenarioRevision:
    return scenarios.import_scenario(source=GATE, slug="gate").revision


@pytest.fixture
def game(elena: User, revision: ScenarioRevision) -> GameSession:
    return sessions.start_solo(user_id=elena.pk, scenario_slug="gate")


@pytest.fixture
def plays(elena: User, game: GameSession) -> Plays:
    def play(option_id: str | None = None, text: str | None = None) -> None:
        request = TurnRequest(option_id=option_id, input=text)
        playing.play_turn(user_id=elena.pk, session_id=game.pk, request=request)

    return play


@pytest.fixture
def shared_story(db: None) -> str:
    return scenarios.import_scenario(source=GATE, slug="gate").scenario.slug
