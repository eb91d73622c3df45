"""What somebody who was away is told in a few lines."""

from __future__ import annotations

from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import SharedWorld
from worlds.services import chat
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
