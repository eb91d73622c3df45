"""Reading, keeping, going back, giving up."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.markup import on_one_line
from tests.worlds.views.conftest import Acts
from tests.worlds.views.pages import text_of
from worlds.models import GameSession
from worlds.services.turns.state_rows import state_of


def test_the_transcript_tells_the_whole_story_in_order(browser: Client, acts: Acts, page: str) -> None:
    acts(option_id="take_lamp")
    acts(input="I look at the dust")
    shown = text_of(browser.get(f"{page}/transcript"))
    told = [shown.index(words) for words in ("Somebody is breathing.", "Take the lamp", "I look at the dust")]
    assert told == sorted(told)


def test_what_was_taken_back_is_hidden_until_asked_for(browser: Client, acts: Acts, page: str) -> None:
    acts(option_id="take_lamp")
    browser.post(f"{page}/rewind", {"steps": "1"})
    assert "It is heavier than it looks." not in text_of(browser.get(f"{page}/transcript"))
    assert "It is heavier than it looks." in text_of(browser.get(f"{page}/transcript?all"))


def test_the_story_comes_as_a_file(browser: Client, acts: Acts, page: str) -> None:
    acts(option_id="take_lamp")
    answer = browser.get(f"{page}/story.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="the-empty-house.md"'
    assert "It is heavier than it looks." in answer.content.decode()


def test_a_turn_is_taken_back(browser: Client, acts: Acts, page: str) -> None:
    acts(option_id="take_lamp")
    answer = browser.post(f"{page}/rewind", {"steps": "1"}, follow=True)
    shown = text_of(answer)
    assert "You are back at turn 1." in shown
    assert "Take the lamp" in shown


@pytest.mark.parametrize("form", [{}, {"steps": "0"}, {"steps": "many"}, {"to": "T99"}, {"steps": "1", "to": "T1"}])
def test_a_way_back_that_is_none_is_answered_kindly(browser: Client, page: str, form: dict[str, str]) -> None:
    answer = browser.post(f"{page}/rewind", form, follow=True)
    assert answer.status_code == 200
    assert b'class="notice warning"' in answer.content


def test_settings_are_kept(browser: Client, game: GameSession, page: str) -> None:
    form = {"parser_mode": "on", "improvisation_temperature": "8"}
    answer = browser.post(f"{page}/settings", form, follow=True)
    assert "Settings saved." in text_of(answer)
    game.refresh_from_db()
    kept = state_of(game).player.preferences
    assert (kept.parser_mode, kept.improvisation_temperature) == (True, 8)
    assert '<option value="8" selected>' in on_one_line(answer.content.decode())


def test_settings_that_are_none_are_answered_kindly(browser: Client, page: str) -> None:
    answer = browser.post(f"{page}/settings", {"improvisation_temperature": "99"}, follow=True)
    assert "from 0 to 10" in text_of(answer)


def test_giving_up_is_asked_for_first(browser: Client, game: GameSession, page: str) -> None:
    assert "Abandon The empty house?" in text_of(browser.get(f"{page}/abandon"))
    game.refresh_from_db()
    assert game.is_active
    answer = browser.post(f"{page}/abandon", follow=True)
    game.refresh_from_db()
    assert game.status == "abandoned"
    assert "You abandoned The empty house." in text_of(answer)


def test_a_story_that_is_over_is_not_given_up_again(browser: Client, acts: Acts, page: str) -> None:
    acts(option_id="leave")
    assert "This story has already ended." in text_of(browser.get(f"{page}/abandon", follow=True))


@pytest.mark.parametrize("path", ["transcript", "story.md", "abandon"])
def test_other_peoples_stories_are_not_there(client: Client, page: str, path: str) -> None:
    client.force_login(User.objects.create_user("stranger"))
    assert client.get(f"{page}/{path}").status_code == 404


@pytest.mark.parametrize(
    ("path", "form"),
    [("rewind", {"steps": "1"}), ("settings", {"improvisation_temperature": "1"}), ("abandon", {})],
)
def test_nobody_changes_other_peoples_stories(
    client: Client, game: GameSession, page: str, path: str, form: dict[str, str]
) -> None:
    client.force_login(User.objects.create_user("stranger"))
    assert client.post(f"{page}/{path}", form).status_code == 404
    game.refresh_from_db()
    assert (game.number, game.status) == (1, "active")


@pytest.mark.parametrize("path", ["rewind", "settings"])
def test_nothing_changes_on_a_get(browser: Client, page: str, path: str) -> None:
    assert browser.get(f"{page}/{path}").status_code == 405
