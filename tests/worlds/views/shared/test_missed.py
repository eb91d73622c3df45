"""What somebody who was away is told in a few lines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import LastLook, SharedWorld
from worlds.services import chat, erasure
from worlds.services.membership import leaving


def missed(browser: Client, here: str, after: int) -> str:
    return text_of(browser.get(f"{here}/missed", {"after": str(after)}))


def test_who_was_away_reads_who_came_what_they_did_and_what_changed(
    browser: Client, window: Client, kael: User, here: str, there: str
) -> None:
    world = SharedWorld.objects.get()
    seen = world.event_seq
    window.post(there, {"option_id": "take_lamp"})
    window.post(there, {"option_id": "go_down"})
    for text in ("One", "Two"):
        chat.send_message(user_id=kael.pk, world_id=world.pk, text=text)
    told = missed(browser, here, seen)
    assert "Since you were away" in told
    assert "Kael took 2 turns, went to the cellar and said 2 lines." in told
    assert "Kael took the brass lamp from the hall." in told
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    assert "Kael joined at the hall, took 2 turns, went to the cellar, said 2 lines and left this world." in missed(
        browser, here, 1
    )


def been_away(minutes: float) -> None:
    """Everybody looked last so many minutes ago."""
    LastLook.objects.update(at=timezone.now() - timedelta(minutes=minutes))


@pytest.mark.usefixtures("there")
def test_who_comes_back_on_another_device_reads_what_they_missed_once(
    browser: Client, elena: User, kael: User, world: SharedWorld, here: str
) -> None:
    browser.get(here)
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="Hello")
    been_away(minutes=6)
    phone = Client()
    phone.force_login(elena)
    assert "Since you were away Kael said 1 line." in text_of(phone.get(here))
    assert "Since you were away" not in text_of(phone.get(here))
    assert "Since you were away" not in text_of(browser.get(here))


def test_who_looked_away_for_a_moment_has_missed_nothing(
    browser: Client, kael: User, world: SharedWorld, here: str, there: str
) -> None:
    browser.get(here)
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="Hello")
    been_away(minutes=4)
    assert "Since you were away" not in text_of(browser.get(here))
    been_away(minutes=6)
    assert "Since you were away" not in text_of(browser.get(here)), "the page has shown it since"


def test_a_page_that_goes_out_of_sight_says_how_far_it_was_read(
    browser: Client, kael: User, world: SharedWorld, here: str, there: str
) -> None:
    browser.get(here)
    for text in ("One", "Two"):
        chat.send_message(user_id=kael.pk, world_id=world.pk, text=text)
    seen = SharedWorld.objects.get().event_seq - 1
    assert browser.post(f"{here}/seen", {"after": str(seen)}).status_code == 204
    been_away(minutes=6)
    assert "Kael said 1 line." in text_of(browser.get(f"{here}/missed"))


@pytest.mark.parametrize(("after", "status"), [("-1", 400), ("x", 400), ("", 400), (str(10**15), 204)])
def test_nobody_has_read_what_has_not_happened(browser: Client, here: str, after: str, status: int) -> None:
    browser.get(here)
    assert browser.post(f"{here}/seen", {"after": after}).status_code == status
    assert LastLook.objects.get().sequence == SharedWorld.objects.get().event_seq


def test_what_one_device_has_shown_another_does_not_take_back(browser: Client, here: str) -> None:
    browser.get(here)
    seen = LastLook.objects.get().sequence
    browser.post(f"{here}/seen", {"after": "0"})
    assert LastLook.objects.get().sequence == seen


def test_nobody_elses_page_and_nobody_who_has_left_is_noted(
    window: Client, kael: User, world: SharedWorld, here: str, there: str
) -> None:
    assert window.post(f"{here}/seen", {"after": "1"}).status_code == 404
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    window.get(there)
    window.post(f"{there}/seen", {"after": "1"})
    assert not LastLook.objects.exists()


def test_how_far_somebody_read_goes_with_their_account(browser: Client, elena: User, here: str) -> None:
    browser.get(here)
    erasure.erase_person(user_id=elena.pk)
    assert not LastLook.objects.exists()


def test_nothing_is_told_where_nobody_else_did_anything(
    browser: Client, elena: User, world: SharedWorld, here: str
) -> None:
    chat.send_message(user_id=elena.pk, world_id=world.pk, text="Hello?")
    browser.post(here, {"option_id": "take_lamp"})
    assert missed(browser, here, 1) == ""


def test_whispers_between_others_are_not_counted(
    browser: Client, kael: User, world: SharedWorld, here: str, there: str
) -> None:
    third = Client()
    third.force_login(User.objects.create_user("mira", display_name="Mira"))
    page = third.post(f"/worlds/{world.short_id}/join")["Location"].split("#")[0]
    seen = SharedWorld.objects.get().event_seq
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="only you", to=world.host_id)
    assert "Kael said 1 line." in missed(browser, here, seen)
    assert missed(third, page, seen) == ""


def test_after_more_than_the_page_keeps_it_says_that_there_is_more(
    browser: Client, kael: User, world: SharedWorld, here: str, there: str
) -> None:
    SharedWorld.objects.update(event_seq=400)
    assert "More has happened" not in missed(browser, here, 399)
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="Hello")
    assert "More has happened: read it below." in missed(browser, here, 1)


def test_a_game_alone_has_nothing_to_miss(browser: Client, page: str) -> None:
    assert browser.get(f"{page}/missed").status_code == 404
    assert browser.post(f"{page}/seen", {"after": "1"}).status_code == 404
