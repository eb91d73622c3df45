"""Players, people who meet in a world at a gate, and a story at its first page."""

from __future__ import annotations

from typing import Protocol

import pytest
from django.contrib.auth import get_user_model

from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, SharedWorld
from worlds.services.games import sessions
from worlds.services.membership import creating
from worlds.services.membership.joining import Joined
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.request import TurnRequest


class Plays(Protocol):
    def __call__(self, option_id: str | None = None, text: str | None = None, key: str | None = None) -> TurnResult: ...


@pytest.fixture
def elena(db: None) -> User:
    user: User = get_user_model().objects.create_user("elena")
    return user


@pytest.fixture
def stranger(db: None) -> User:
    user: User = get_user_model().objects.create_user("stranger")
    return user


@pytest.fixture
def gate(db: None) -> str:
    return scenarios.import_scenario(source=GATE, slug="gate").scenario.slug


@pytest.fixture
def game(elena: User, gate: str) -> GameSession:
    return sessions.start_solo(user_id=elena.pk, scenario_slug=gate)


@pytest.fixture
def plays(elena: User, game: GameSession) -> Plays:
    def play(option_id: str | None = None, text: str | None = None, key: str | None = None) -> TurnResult:
        request = TurnRequest(option_id=option_id, input=text)
        answer = playing.play_turn(user_id=elena.pk, session_id=game.pk, request=request, idempotency_key=key)
        return answer.result

    return play


class MakesPeople(Protocol):
    def __call__(self, count: int) -> list[User]: ...


@pytest.fixture
def people(db: None) -> MakesPeople:
    def make(count: int) -> list[User]:
        names = [f"walker{number}" for number in range(count)]
        return [get_user_model().objects.create_user(name, display_name=name.title()) for name in names]

    return make


@pytest.fixture
def kael(db: None) -> User:
    user: User = get_user_model().objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def opened(elena: User, gate: str) -> Joined:
    """A world that Elena has just made."""
    return creating.create_world(user_id=elena.pk, scenario_slug=gate)


@pytest.fixture
def world(opened: Joined) -> SharedWorld:
    return opened.world
