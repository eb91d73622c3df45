"""Players who play a small story to its end, and what the boards make of it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol

import pytest

from leaderboards.models import Board
from leaderboards.rules.periods import ALL_TIME, Period
from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, Scenario
from worlds.services.games import sessions
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

HOME = ("take_key", "open_gate", "stay")
LONG_WAY = ("wait", "take_key", "open_gate", "stay")
BROKEN = ("run",)


class Commits(Protocol):
    def __call__(self, *, execute: bool) -> AbstractContextManager[Any]: ...


class Plays(Protocol):
    def __call__(self, user: User, *options: str, slug: str = "gate") -> GameSession: ...


class Person(Protocol):
    def __call__(self, name: str, **columns: Any) -> User: ...


@pytest.fixture
def gate(db: None) -> Scenario:
    return scenarios.import_scenario(source=GATE, slug="gate").scenario


@pytest.fixture
def other_gate(db: None) -> Scenario:
    return scenarios.import_scenario(source=GATE, slug="other-gate").scenario


@pytest.fixture
def person(db: None) -> Person:
    def make(name: str, **columns: Any) -> User:
        user: User = User.objects.create_user(name, display_name=name.title(), **columns)
        return user

    return make


@pytest.fixture
def elena(person: Person) -> User:
    return person("elena")


@pytest.fixture
def kael(person: Person) -> User:
    return person("kael")


@pytest.fixture
def unheard(gate: Scenario) -> Plays:
    """Play options one after the other, and nobody hears of the ending."""

    def play(user: User, *options: str, slug: str = "gate") -> GameSession:
        session = sessions.start_solo(user_id=user.pk, scenario_slug=slug)
        go_on(session, *options)
        return GameSession.objects.get(pk=session.pk)

    return play


@pytest.fixture
def plays(unheard: Plays, django_capture_on_commit_callbacks: Commits) -> Plays:
    """The same, and what waits for the commit is done."""

    def play(user: User, *options: str, slug: str = "gate") -> GameSession:
        with django_capture_on_commit_callbacks(execute=True):
            return unheard(user, *options, slug=slug)

    return play


def go_on(session: GameSession, *options: str) -> None:
    for option in options:
        playing.play_turn(user_id=session.user_id, session_id=session.pk, request=TurnRequest(option_id=option))


def standing(user: User, category: str, scenario: Scenario | None = None, period: Period = ALL_TIME) -> int | None:
    """A player's score on a board, or None."""
    board = Board(category, scenario.pk if scenario else None, period)
    found: int | None = board.entries().of_player(user.pk).values_list("score", flat=True).first()
    return found
