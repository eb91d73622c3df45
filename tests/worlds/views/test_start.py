"""From a click to a first page."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from profiles.models import User
from tests.worlds.views.stories import HOUSE
from worlds.models import GameSession
from worlds.services.stories import scenarios


@pytest.fixture
def house(db: None, settings: Settings) -> str:
    settings.RATE_REGISTER = "1000/minute"
    return scenarios.import_scenario(source=HOUSE, slug="house").scenario.slug


def test_one_click_makes_a_guest_and_a_story(client: Client, house: str) -> None:
    answer = client.post("/stories/house/start", follow=True)
    assert User.objects.get().is_guest
    assert b"Somebody is breathing." in answer.content


def test_who_is_signed_in_starts_under_their_own_name(client: Client, house: str) -> None:
    elena = User.objects.create_user("elena")
    client.force_login(elena)
    client.post("/stories/house/start", {"character_name": "Nobody"})
    game = GameSession.objects.get()
    assert (game.user, game.character_name) == (elena, "Nobody")


def test_a_story_that_is_not_there_makes_no_guest(client: Client, house: str) -> None:
    assert client.post("/stories/other/start").status_code == 404
    assert not User.objects.exists()


def test_a_name_that_is_too_long_is_answered_kindly(client: Client, house: str) -> None:
    answer = client.post("/stories/house/start", {"character_name": "x" * 61}, follow=True)
    assert b"at most 60 characters" in answer.content
    assert not GameSession.objects.exists()


def test_a_story_is_not_started_by_a_link(client: Client, house: str) -> None:
    assert client.get("/stories/house/start").status_code == 405


def host_of_guests(request: HttpRequest) -> User:
    return User.objects.create_user("made-elsewhere")


def test_who_makes_guests_is_named_in_the_settings(client: Client, house: str, settings: Settings) -> None:
    settings.KLEENE_GUEST_FACTORY = f"{__name__}.host_of_guests"
    client.post("/stories/house/start")
    assert GameSession.objects.get().user.username == "made-elsewhere"
