"""People who meet in a world at a gate."""

from __future__ import annotations

from typing import Protocol

import pytest
from django.contrib.auth import get_user_model

from profiles.models import User
from worlds.models import SharedWorld
from worlds.services.shared import worlds
from worlds.services.shared.worlds import Joined


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
    return worlds.create(user_id=elena.pk, scenario_slug=gate)


@pytest.fixture
def world(opened: Joined) -> SharedWorld:
    return opened.world
