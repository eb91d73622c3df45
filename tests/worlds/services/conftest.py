"""A player, a stranger and a story at its first page."""

from __future__ import annotations

from typing import Protocol

import pytest
from django.contrib.auth import get_user_model

from profiles.models import User
from tests.worlds.services.stories import GATE
from worlds.models import GameSession
from worlds.services import scenarios, sessions, turns
from worlds.services.requests import TurnRequest
from worlds.services.results import TurnResult


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
        answer = turns.play_turn(user_id=elena.pk, session_id=game.pk, request=request, idempotency_key=key)
        return answer.result

    return play
