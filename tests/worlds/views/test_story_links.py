"""A story that its player shares by a public link: who makes it, what strangers read there, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from django.test import Client

from profiles.models import Suspension, User
from profiles.services import moderation, reports
from profiles.services.deletion import erase_traces
from tests.staff import moderator
from tests.worlds.views.conftest import Acts
from tests.worlds.views.pages import Answer, text_of
from worlds.models import GameSession, Report, StoryLink, TurnRecord
from worlds.services import hiding
from worlds.services.games.story_links import create_link

Reads: TypeAlias = Callable[[], Answer]


@pytest.fixture
def link(game: GameSession) -> StoryLink:
    return create_link(user_id=game.user_id, session_id=game.pk)


@pytest.fixture
def reads(link: StoryLink) -> Reads:
    """What a stranger gets at the address."""
    return lambda: Client().get(f"/read/{link.token}")


def test_nothing_is_public_until_its_player_presses_the_button(browser: Client, page: str) -> None:
    assert "Create public link" in text_of(browser.get(f"{page}/link"))
    assert not StoryLink.objects.exists()
    assert "/read/" in browser.post(f"{page}/link", follow=True).content.decode()
    assert StoryLink.objects.count() == 1


def test_a_stranger_reads_the_story_and_the_players_own_words(acts: Acts, reads: Reads) -> None:
    acts(option_id="take_lamp")
    acts(input="I look at the dust")
    shown = text_of(reads())
    told = [shown.index(words) for words in ("Somebody is breathing.", "Take the lamp", "I look at the dust")]
    assert told == sorted(told)


def test_the_page_names_the_character_and_never_the_account(elena: User, game: GameSession, reads: Reads) -> None:
    User.objects.filter(pk=elena.pk).update(display_name="Elena Account")
    shown = reads().content.decode()
    assert game.character_name in shown
    assert "Elena Account" not in shown
    assert elena.short_id not in shown
    assert game.short_id not in shown


def test_undone_turns_are_not_public(browser: Client, acts: Acts, page: str, reads: Reads) -> None:
    acts(option_id="take_lamp")
    browser.post(f"{page}/rewind", {"steps": "1"})
    assert "It is heavier than it looks." not in text_of(reads())


def test_profanity_in_own_words_is_masked(acts: Acts, reads: Reads) -> None:
    acts(input="I look at the shit")
    shown = text_of(reads())
    assert "shit" not in shown
    assert "I look at the ****" in shown


def test_no_search_engine_cache_or_other_site_is_told_of_the_address(reads: Reads) -> None:
    answer = reads()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert b'<meta name="robots" content="noindex, nofollow">' in answer.content


def test_a_revoked_link_shows_nothing_and_a_new_one_has_another_address(
    browser: Client, page: str, link: StoryLink, reads: Reads
) -> None:
    browser.post(f"{page}/link/revoke")
    assert reads().status_code == 404
    browser.post(f"{page}/link")
    assert StoryLink.objects.get().token != link.token
    assert reads().status_code == 404


def test_all_links_stand_in_one_place_where_each_can_be_revoked(
    browser: Client, game: GameSession, link: StoryLink
) -> None:
    assert f"/read/{link.token}" in browser.get("/stories/links").content.decode()
    answer = browser.post(f"/play/{game.short_id}/link/revoke", {"from": "list"}, follow=True)
    assert "You share no story." in text_of(answer)


def test_a_link_goes_with_the_account(elena: User, reads: Reads) -> None:
    erase_traces(elena.pk)
    assert reads().status_code == 404
    assert not StoryLink.objects.exists()


def test_a_suspended_players_story_is_not_public_meanwhile(elena: User, reads: Reads) -> None:
    mira = moderator("mira")
    moderation.suspend_account(user_id=elena.pk, moderator_id=mira.pk, reason="shouting")
    assert reads().status_code == 404
    moderation.lift_suspension(user_id=elena.pk, moderator_id=mira.pk)
    assert reads().status_code == 200
    assert Suspension.objects.count() == 1


def test_a_link_is_closed_for_good_when_a_moderator_erases_words_of_the_story(
    browser: Client, acts: Acts, page: str, reads: Reads
) -> None:
    acts(input="I look at the dust")
    text = TurnRecord.objects.get(text__isnull=False).text
    assert text is not None
    hiding.hide_message(moderator_id=moderator("mira").pk, text_id=text.pk, reason="a private address")
    assert reads().status_code == 404
    assert "A moderator has closed" in text_of(browser.post(f"{page}/link", follow=True))


def test_a_reader_reports_a_story_and_a_moderator_closes_its_link(
    browser: Client, elena: User, page: str, link: StoryLink, reads: Reads
) -> None:
    window = Client()
    window.force_login(User.objects.create_user("kael"))
    User.objects.filter(pk=elena.pk).update(display_name="Elena Account")
    asked = window.get(f"/report/story/{link.token}")
    assert "Elena Account" not in text_of(asked)
    window.post(f"/report/story/{link.token}", {"reason": "It names my school."})
    report = Report.objects.get()
    reports.close_story(report_id=report.pk, moderator_id=moderator("mira").pk, note="Names a school.")
    assert reads().status_code == 404
    browser.post(f"{page}/link/revoke")
    assert "A moderator has closed" in text_of(browser.post(f"{page}/link", follow=True))


def test_nobody_makes_or_revokes_a_link_to_somebody_elses_story(page: str, link: StoryLink) -> None:
    window = Client()
    window.force_login(User.objects.create_user("kael"))
    asked = (window.get(f"{page}/link"), window.post(f"{page}/link"), window.post(f"{page}/link/revoke"))
    assert {answer.status_code for answer in asked} == {404}
    assert StoryLink.objects.get() == link
