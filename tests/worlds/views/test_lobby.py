"""Finding a story."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from profiles.models import User
from tests.markup import on_one_line
from tests.worlds.views.conftest import Acts
from tests.worlds.views.pages import text_of
from tests.worlds.views.stories import HOSTILE, HOUSE
from worlds.models import GameSession
from worlds.services.stories import scenarios

ORDERS = ("", "?order=shortest", "?order=nonsense")


def test_the_lobby_offers_each_story_with_its_size(client: Client, house: str) -> None:
    shown = text_of(client.get("/"))
    for words in (
        "Start a story now",
        "The empty house",
        "2 scenes",
        "3 places",
        "2 endings",
        "1 to 8 players",
        "English",
        "of the nine cells",
    ):
        assert words in shown


def test_stories_can_be_sorted_by_how_long_they_take(client: Client, house: str) -> None:
    for slug, minutes in (("long", 45), ("brief", 5)):
        scenarios.import_scenario(source=HOUSE + f"\nminutes: {minutes}\n".encode(), slug=slug)
    shown = {order: [story["id"] for story, *_ in client.get(f"/{order}").context["stories"]] for order in ORDERS}
    assert shown["?order=shortest"] == ["brief", "long", house], "without minutes last"
    assert shown["?order=nonsense"] == shown[""]
    assert sorted(shown[""]) == sorted(shown["?order=shortest"])
    assert 'href="/?order=shortest#stories" aria-current="true"' in on_one_line(
        client.get("/?order=shortest").content.decode()
    )


@pytest.mark.django_db
def test_a_lobby_without_stories_says_how_they_come(client: Client) -> None:
    shown = text_of(client.get("/"))
    assert "There are no stories yet." in shown
    assert "Start a story now" not in shown


def test_who_has_a_story_under_way_is_offered_it_first(browser: Client, game: GameSession) -> None:
    shown = text_of(browser.get("/"))
    assert "Continue The empty house" in shown
    assert "Start a story now" not in shown


def test_the_first_story_is_the_one_that_the_settings_name(client: Client, house: str, settings: Settings) -> None:
    scenarios.import_scenario(source=HOSTILE, slug="hostile")
    settings.FIRST_STORY = "house"
    assert client.get("/").context["first"]["id"] == "house"
    settings.FIRST_STORY = "not-there"
    assert client.get("/").context["first"]["id"] == "hostile", "the shortest"


def test_the_grid_of_the_lobby_is_ones_own_or_only_explained(browser: Client, acts: Acts, house: str) -> None:
    explained = Client().get("/")
    assert "Every turn is one of nine kinds" in text_of(explained)
    assert "reached" not in text_of(explained)
    acts(option_id="take_lamp")
    own = text_of(browser.get("/"))
    assert "Cells reached in The empty house: 1 of 9" in own
    acts(option_id="leave")
    assert "Cells reached in The empty house: 2 of 9" in text_of(browser.get("/")), "also once it has ended"


def test_an_unfinished_story_waits_in_the_lobby(browser: Client, game: GameSession) -> None:
    answer = browser.get("/")
    assert "Continue" in text_of(answer)
    assert f"/play/{game.short_id}#now" in answer.content.decode()


def test_the_shelf_parts_the_unfinished_from_the_told(browser: Client, acts: Acts) -> None:
    acts(option_id="leave")
    shown = text_of(browser.get("/stories"))
    assert "You have no unfinished stories." in shown
    assert "ended with nothing changed on " in shown


def test_the_shelf_shows_only_ones_own(client: Client, game: GameSession) -> None:
    client.force_login(User.objects.create_user("stranger"))
    assert "The empty house" not in text_of(client.get("/stories"))


def test_the_shelf_asks_strangers_to_sign_in(client: Client) -> None:
    assert client.get("/stories")["Location"] == "/sign-in?next=/stories"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/stories", "/stories/", "/sign-in/", "/sign-up/", "/account/reset/"])
def test_no_path_redirects_for_a_slash(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200 or answer["Location"].startswith("/sign-in")
