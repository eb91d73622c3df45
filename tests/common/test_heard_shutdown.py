"""What a process tells of a planned shutdown on pages and in answers, without asking the database for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import pytest
from django.test import Client
from rest_framework.test import APIClient

from common.heard_shutdown import heard_shutdown
from common.shutdown_plan import Plan
from common.templatetags.shutdown import time_left
from profiles.models import User
from tests.worlds.views.stories import HOUSE
from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.stories import scenarios

AT: Final = datetime(2026, 2, 15, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def planned() -> Iterator[None]:
    """In five minutes, for a reason that is hostile."""
    heard_shutdown.note(Plan(AT, 300.0, "<b>Näher</b>"))
    yield
    heard_shutdown.note(None)


@pytest.fixture
def game(db: None) -> GameSession:
    scenarios.import_scenario(source=HOUSE, slug="house")
    return sessions.start_solo(user_id=User.objects.create_user("elena").pk, scenario_slug="house")


@pytest.fixture
def browser(game: GameSession) -> Client:
    client = Client()
    client.force_login(game.user)
    return client


def test_the_page_of_a_game_alone_tells_when_and_why_without_a_script(browser: Client, game: GameSession) -> None:
    page = browser.get(f"/play/{game.short_id}").content.decode()
    banner = page.partition('id="shutdown"')[2].partition("</div>")[0]
    assert '<time datetime="2026-02-15T10:30:00+00:00">10:30 UTC</time>' in banner
    assert "in 5 minutes" in banner
    assert "&lt;b&gt;Näher&lt;/b&gt;" in banner
    heard_shutdown.note(None)
    page = browser.get(f"/play/{game.short_id}").content.decode()
    assert "The server stops" not in page


def test_the_answer_to_a_turn_puts_the_banner_right(browser: Client, game: GameSession) -> None:
    for is_planned in (True, False):
        turned = browser.post(f"/play/{game.short_id}", {"input": "look"}, headers={"HX-Request": "true"})
        banner = turned.content.decode().partition('hx-swap-oob="innerHTML:#shutdown">')[2].partition("</div>")[0]
        assert ("The server stops at" in banner) == is_planned
        heard_shutdown.note(None)


@pytest.mark.django_db
def test_pages_that_are_kept_for_strangers_tell_it_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("common.answer_cache.answers.seconds", 60.0)
    told = [b"The server stops" in client.get("/help").content]
    heard_shutdown.note(None)
    told += [b"The server stops" in client.get("/help").content]
    heard_shutdown.note(Plan(AT, 300.0, ""))
    told += [b"The server stops" in client.get("/help").content]
    assert told == [True, False, True]


def test_views_turns_and_refusals_of_the_api_carry_it(game: GameSession) -> None:
    client = APIClient()
    client.force_login(game.user)
    game_url = f"/api/v1/game/{game.short_id}"
    for answer in (client.get(game_url), client.post(f"{game_url}/turns", {"input": "look"}), client.get("/api/v1/x")):
        assert 295 <= int(answer["Kleene-Shutdown-In"]) <= 300
        assert answer["Kleene-Shutdown-Reason"] == "%3Cb%3EN%C3%A4her%3C/b%3E"
    heard_shutdown.note(Plan(AT, 300.0, ""))
    assert "Kleene-Shutdown-Reason" not in client.get(game_url)
    heard_shutdown.note(None)
    assert "Kleene-Shutdown-In" not in client.get(game_url)


def test_no_time_is_left_once_it_is_up() -> None:
    heard_shutdown.note(Plan(AT, -3.0, ""))
    plan = heard_shutdown.now()
    assert plan is not None
    assert plan.left == 0
    assert [time_left(seconds) for seconds in (0, 1, 119, 120, 3600)] == [
        "now", "in 1 second", "in 119 seconds", "in 2 minutes", "in 60 minutes",
    ]  # fmt: skip
