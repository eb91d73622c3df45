"""Elena in her browser, with a story on the shelf."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import Answer, fields_of
from tests.worlds.views.stories import HOUSE
from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.stories import scenarios

Acts: TypeAlias = Callable[..., Answer]


@pytest.fixture
def elena(db: None) -> User:
    return User.objects.create_user("elena", password="a long way home")


@pytest.fixture
def browser(elena: User) -> Client:
    client = Client()
    client.force_login(elena)
    return client


@pytest.fixture
def house(db: None) -> str:
    return scenarios.import_scenario(source=HOUSE, slug="house").scenario.slug


@pytest.fixture
def game(elena: User, house: str) -> GameSession:
    return sessions.start_solo(user_id=elena.pk, scenario_slug=house)


@pytest.fixture
def page(game: GameSession) -> str:
    return f"/play/{game.short_id}"


@pytest.fixture
def acts(browser: Client, page: str) -> Acts:
    """Load the page, fill its form in as given, send it, and see where it leads."""

    def act(**given: Any) -> Answer:
        hidden = fields_of(browser.get(page).content.decode())
        return browser.post(page, {**hidden, **given}, follow=True)

    return act
