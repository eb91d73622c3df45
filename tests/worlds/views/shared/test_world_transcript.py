"""One transcript of a world for each of its people: everybody's turns and talk in order, as each may see them."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import SharedWorld
from worlds.services import chat
from worlds.services.games import world_transcript
from worlds.services.membership import joining, leaving, spectating
from worlds.services.membership.joining import Joined
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest


@pytest.fixture
def page(world: SharedWorld) -> str:
    return f"/worlds/{world.short_id}/transcript"


@pytest.fixture
def beside(kael: User, world: SharedWorld) -> Joined:
    """Kael's game in Elena's world."""
    return joining.join_world(user_id=kael.pk, world_id=world.pk)


def says(user: User, world: SharedWorld, text: str, to: User | None = None) -> None:
    chat.send_message(user_id=user.pk, world_id=world.pk, text=text, to=None if to is None else to.short_id)


def plays(joined: Joined, option: str) -> None:
    play_turn(user_id=joined.session.user_id, session_id=joined.session.pk, request=TurnRequest(option))


def test_turns_and_talk_of_everybody_stand_in_order_and_ones_own_in_full(
    browser: Client, elena: User, opened: Joined, beside: Joined, page: str
) -> None:
    says(elena, opened.world, "Shall we?")
    plays(opened, "take_lamp")
    plays(beside, "leave")
    shown = text_of(browser.get(page))
    told = [
        shown.index(words)
        for words in (
            "Somebody is breathing.",
            "Kael joined",
            "Shall we?",
            "Take the lamp",
            "It is heavier than it looks.",
        )
    ]
    assert told == sorted(told)
    assert "Kael has" in shown[told[-1] :]


def test_of_others_at_the_same_place_one_reads_what_they_chose_and_its_outcome_line(
    window: Client, opened: Joined, beside: Joined, page: str
) -> None:
    plays(opened, "take_lamp")
    shown = text_of(window.get(page))
    assert "Elena chose “Take the lamp”" in shown
    assert "It is heavier than it looks." in shown
    assert shown.count("Somebody is breathing.") == 1


def test_whispers_are_read_by_the_two_alone(
    browser: Client, window: Client, elena: User, beside: Joined, page: str
) -> None:
    mira = User.objects.create_user("mira", display_name="Mira")
    third = Client()
    third.force_login(mira)
    spectating.spectate_world(user_id=mira.pk, world_id=beside.world.pk)
    says(elena, beside.world, "Mind the stair.", to=beside.session.user)
    assert "whispers to Kael Mind the stair." in text_of(browser.get(page))
    assert "whispers to you Mind the stair." in text_of(window.get(page))
    assert "(whispers to Kael)" in browser.get(f"{page}.md").content.decode()
    assert "Mind the stair." not in text_of(third.get(page))


def test_whoever_left_reads_up_to_then(window: Client, kael: User, elena: User, beside: Joined, page: str) -> None:
    says(elena, beside.world, "Before.")
    leaving.leave_world(user_id=kael.pk, world_id=beside.world.pk)
    says(elena, beside.world, "After.")
    shown = text_of(window.get(page))
    assert "Before." in shown
    assert "After." not in shown


def test_whoever_was_never_there_reads_nothing(window: Client, page: str) -> None:
    assert window.get(page).status_code == 403


def test_pages_follow_one_another_without_a_gap_or_a_repeat(
    browser: Client, elena: User, opened: Joined, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world_transcript, "PAGE", 3)
    for number in range(4):
        says(elena, opened.world, f"Line {number}.")
        if number == 1:
            plays(opened, "take_lamp")
    first = browser.get(page)
    assert "Later" in text_of(first)
    pages = [text_of(browser.get(f"{page}?page={number}")) for number in range(1, 4)]
    for words in (*(f"Line {number}." for number in range(4)), "It is heavier than it looks."):
        assert sum(words in shown for shown in pages) == 1


def test_the_file_holds_what_the_page_shows_and_none_of_its_signs_act(
    browser: Client, elena: User, opened: Joined, page: str
) -> None:
    says(elena, opened.world, "*Shall* we?")
    plays(opened, "take_lamp")
    answer = browser.get(f"{page}.md")
    told = answer.content.decode()
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert "**Elena**: \\*Shall\\* we?" in told
    assert "> Take the lamp\n\nIt is heavier than it looks." in told
