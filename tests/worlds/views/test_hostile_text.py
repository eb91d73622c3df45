"""Names, stories and improvisations come from anybody: none of them becomes markup."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import Answer, text_of
from tests.worlds.views.stories import ATTACK, HOSTILE
from worlds.services.games import sessions
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest


@pytest.fixture
def page(elena: User) -> str:
    scenarios.import_scenario(source=HOSTILE, slug="hostile")
    game = sessions.start_solo(user_id=elena.pk, scenario_slug="hostile", character_name=ATTACK)
    for request in (TurnRequest(option_id="on"), TurnRequest(input=f"I look at the {ATTACK}")):
        playing.play_turn(user_id=elena.pk, session_id=game.pk, request=request)
    return f"/play/{game.short_id}"


def assert_harmless(answer: Answer) -> None:
    markup = answer.content.decode()
    assert answer.status_code == 200
    assert ATTACK not in markup
    assert markup.count("<script") <= 2, "only our own two"


@pytest.mark.parametrize("path", ["", "?ask=say", "/transcript", "/abandon"])
def test_a_hostile_story_stays_text(browser: Client, page: str, path: str) -> None:
    assert_harmless(browser.get(page + path))


@pytest.mark.parametrize("path", ["/", "/stories"])
def test_a_hostile_name_stays_text_on_the_shelf(browser: Client, page: str, path: str) -> None:
    assert_harmless(browser.get(path))


def test_everything_hostile_is_shown_as_it_was_written(browser: Client, page: str) -> None:
    shown = text_of(browser.get(page))
    for part in ("name", "place", "described", "prompt", "option", "item", "lying", "air", "told", "gained"):
        assert f"{ATTACK}{part}" in shown


def test_a_hostile_ending_and_a_hostile_swap_stay_text(browser: Client, page: str) -> None:
    assert_harmless(browser.post(page, {"input": f"help {ATTACK}"}, headers={"HX-Request": "true"}))
    assert_harmless(browser.post(page, {"option_id": "say"}, headers={"HX-Request": "true"}))
    assert_harmless(browser.post(page, {"option_id": "stop"}, headers={"HX-Request": "true"}))
    assert_harmless(browser.get(page))


def test_a_hostile_option_id_is_not_said_back(browser: Client, page: str) -> None:
    assert_harmless(browser.post(page, {"option_id": ATTACK}, follow=True))
    assert_harmless(browser.get(page, {"ask": ATTACK}))
