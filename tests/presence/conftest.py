"""People, and a clock that a test sets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import pytest
from django.contrib.auth import get_user_model

from presence.signals import Change, presence_changed
from profiles.models import User

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

SetsClock: TypeAlias = Callable[[float], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> SetsClock:
    """Sets the clock to so many seconds past noon; it stands until it is set again."""

    def set_clock(seconds: float) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(seconds=seconds))

    set_clock(0)
    return set_clock


@pytest.fixture
def people(db: None) -> list[User]:
    return [
        get_user_model().objects.create_user(f"player{number}", display_name=f"Player {number}") for number in range(5)
    ]


@pytest.fixture
def ada(people: list[User]) -> User:
    return people[0]


@pytest.fixture
def ben(people: list[User]) -> User:
    return people[1]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Change]:
    """What is announced, as it is announced."""
    heard: list[Change] = []

    def hear(changes: tuple[Change, ...], **_signal: object) -> None:
        heard.extend(changes)

    presence_changed.connect(hear, weak=False, dispatch_uid="the test")
    return heard


@pytest.fixture(autouse=True)
def deaf_afterwards() -> object:
    yield
    presence_changed.disconnect(dispatch_uid="the test")
