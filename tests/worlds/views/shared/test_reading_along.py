"""Reading along with a player: only with their leave, seen by them, and over as soon as they end it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import Follower, GameSession, SharedWorld, WorldParticipant
from worlds.services.membership import archiving, leaving, reading_along, spectating
from worlds.services.membership.joining import Joined
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

OPENING = "Somebody is breathing."


@pytest.fixture
def followed(elena: User, opened: Joined) -> str:
    """The address under which Elena's story is read along; she allows it."""
    reading_along.allow_followers(user_id=elena.pk, world_id=opened.world.pk, is_allowed=True)
    WorldParticipant.objects.of(elena.pk).update(character_name="Wren", shows_character=True)
    return f"/worlds/{opened.world.short_id}/watch/{WorldParticipant.objects.of(elena.pk).get().pk}"


@pytest.fixture
def watcher(kael: User, world: SharedWorld) -> User:
    """Kael, who watches without a seat."""
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    return kael


def played(opened: Joined, request: TurnRequest) -> None:
    play_turn(user_id=opened.session.user_id, session_id=opened.session.pk, request=request)


def test_nobody_is_read_along_with_until_they_allow_it(
    window: Client, watcher: User, elena: User, world: SharedWorld
) -> None:
    WorldParticipant.objects.of(elena.pk).update(character_name="Wren", shows_character=True)
    place = WorldParticipant.objects.of(elena.pk).get().pk
    answer = window.get(f"/worlds/{world.short_id}/watch/{place}", follow=True)
    assert "This player does not let others read along." in text_of(answer)
    assert OPENING not in text_of(answer)
    assert not Follower.objects.exists()


def test_a_follower_reads_what_was_told_so_far_and_each_new_turn(
    window: Client, watcher: User, opened: Joined, followed: str
) -> None:
    assert OPENING in text_of(window.get(followed))
    played(opened, TurnRequest("take_lamp"))
    told = text_of(window.get(f"{followed}/live"))
    assert "Take the lamp" in told
    assert "It is heavier than it looks." in told


def test_the_player_sees_who_reads_along_and_that_they_stopped(
    browser: Client, window: Client, watcher: User, followed: str, here: str
) -> None:
    assert "reads along" not in text_of(browser.get(here))
    window.get(followed)
    assert "Kael reads along" in text_of(browser.get(here))
    window.post(f"{followed}/stop")
    assert "reads along" not in text_of(browser.get(here))


def visit_of(page: Any) -> str:
    visit: str = page.context["reading"].visit
    return visit


def test_what_a_closed_page_had_asked_before_is_no_reading(
    browser: Client, window: Client, watcher: User, followed: str, here: str
) -> None:
    visit = visit_of(window.get(followed))
    assert OPENING in text_of(window.get(f"{followed}/live", {"visit": visit}))
    assert window.post(f"{followed}/stop", {"visit": visit, "left": "yes"}).status_code == 204
    late = text_of(window.get(f"{followed}/live", {"visit": visit}))
    assert "You have stopped reading along." in late
    assert OPENING not in late
    assert "reads along" not in text_of(browser.get(here))
    assert OPENING in text_of(window.get(followed)), "a page that is opened later reads again"
    assert "Kael reads along" in text_of(browser.get(here))


def test_who_closes_one_of_two_pages_reads_along_on_the_other(
    browser: Client, window: Client, watcher: User, followed: str, here: str
) -> None:
    first, second = (visit_of(window.get(followed)) for _ in range(2))
    window.post(f"{followed}/stop", {"visit": first, "left": "yes"})
    assert text_of(browser.get(here)).count("Kael reads along") == 1
    window.post(f"{followed}/stop", {"visit": second})
    assert "reads along" not in text_of(browser.get(here))


def test_a_visit_that_no_page_gave_is_taken_for_a_program(window: Client, watcher: User, followed: str) -> None:
    for visit in ("", "x" * 17, "../etc", "a b"):
        assert OPENING in text_of(window.get(f"{followed}/live", {"visit": visit}))
        assert Follower.objects.get().visit == ""
        window.post(f"{followed}/stop", {"visit": visit})
        assert not Follower.objects.exists()


def test_who_has_not_asked_for_long_follows_no_more(
    browser: Client, window: Client, watcher: User, followed: str, here: str
) -> None:
    window.get(followed)
    Follower.objects.update(seen_at=timezone.now() - reading_along.LINGERS - timedelta(seconds=1))
    assert "reads along" not in text_of(browser.get(here))
    assert reading_along.forget_followers() == 1


def test_no_word_is_read_once_it_is_ended(
    browser: Client, window: Client, watcher: User, opened: Joined, followed: str
) -> None:
    window.get(followed)
    browser.post(f"/worlds/{opened.world.short_id}/followers", {"allowed": "no", "from": "play"})
    played(opened, TurnRequest("take_lamp"))
    told = window.get(f"{followed}/live")
    assert "This player no longer lets others read along." in text_of(told)
    assert "data-ended" in told.content.decode()
    assert "It is heavier than it looks." not in text_of(told)
    assert OPENING not in text_of(told)
    assert not Follower.objects.exists()


def test_whoever_leaves_takes_their_story_along_and_comes_back_unread(
    window: Client, watcher: User, elena: User, world: SharedWorld, followed: str
) -> None:
    leaving.leave_world(user_id=elena.pk, world_id=world.pk)
    assert "This player has left this world." in text_of(window.get(f"{followed}/live"))
    assert not WorldParticipant.objects.get(user=elena).allows_followers


def test_a_fellow_player_reads_along_by_a_link_beside_the_name(window: Client, there: str, followed: str) -> None:
    assert f'href="{followed}"' in window.get(there).content.decode()
    assert OPENING in text_of(window.get(followed))


def test_a_watcher_is_told_the_character_and_nothing_of_the_account(
    window: Client, watcher: User, elena: User, followed: str
) -> None:
    shown = window.get(followed).content.decode()
    assert "Reading along with" in shown
    assert "Wren" in shown
    assert "Elena" not in shown
    assert elena.short_id not in shown


def test_a_hidden_player_is_not_read_by_watchers(
    window: Client, watcher: User, elena: User, world: SharedWorld, followed: str
) -> None:
    WorldParticipant.objects.of(elena.pk).update(shows_character=False)
    assert window.get(followed).status_code == 404
    assert OPENING not in text_of(window.get(f"{followed}/live"))
    assert window.get(f"/worlds/{world.short_id}/watch/{elena.short_id}").status_code == 404
    assert not Follower.objects.exists()


def test_whoever_is_not_in_the_world_reads_nothing(window: Client, followed: str) -> None:
    assert window.get(followed).status_code == 403
    assert not Follower.objects.exists()


def test_profanity_is_masked_for_followers(window: Client, watcher: User, opened: Joined, followed: str) -> None:
    played(opened, TurnRequest(input="I look at the shit"))
    assert "I look at the ****" in text_of(window.get(followed))


def test_an_ending_is_read_along_and_says_that_it_is_one(
    window: Client, watcher: User, opened: Joined, followed: str
) -> None:
    for option in ("take_lamp", "go_down", "stay"):
        played(opened, TurnRequest(option))
    told = text_of(window.get(followed))
    assert "You know who it was." in told
    assert "The end" in told
    assert GameSession.objects.get(pk=opened.session.pk).status == "completed"


def test_of_a_world_that_has_ended_no_seat_and_no_talk_is_offered(
    window: Client, watcher: User, elena: User, world: SharedWorld, followed: str
) -> None:
    archiving.archive_world(user_id=elena.pk, world_id=world.pk)
    for page in (f"/worlds/{world.short_id}/watch", followed):
        answer = window.get(page)
        shown = text_of(answer)
        assert answer.status_code == 410
        assert "This world has ended." in shown
        assert "Take a seat" not in shown
        assert "Say something" not in shown
    assert window.get(f"/worlds/{world.short_id}/watch/live").status_code == 410
    assert window.get(f"{followed}/live").status_code == 410
