"""The page of a game among others, and what a world's log says on it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from common.errors import RateLimited
from presence.services.visibility import set_visible
from profiles.models import User
from tests.worlds.views.pages import text_of
from tests.worlds.views.stories import ATTACK, HOSTILE
from worlds.models import SharedWorld
from worlds.services import budgets, chat
from worlds.services.membership import archiving, creating, leaving
from worlds.services.membership.joining import Joined
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest


def live(client: Client, page: str, after: int = 0, number: str = "1") -> str:
    return client.get(f"{page}/live", {"after": str(after), "number": number}).content.decode()


def test_others_at_the_place_are_shown_in_their_colours(browser: Client, here: str, there: str) -> None:
    answer = browser.get(here)
    shown = text_of(answer)
    assert "Here with you Elena host" in shown
    assert "Kael" in shown
    assert answer.content.count(b'fill="#aabbcc"') >= 1
    assert b"At the hall: Elena and Kael." in answer.content, "the map says who is where"


def test_a_name_leads_to_the_page_of_who_lets_themselves_be_seen(
    browser: Client, kael: User, here: str, there: str
) -> None:
    link = f'href="/players/{kael.short_id}"'
    assert link not in browser.get(here).content.decode()
    set_visible(user_id=kael.pk, visible=True)
    assert link in browser.get(here).content.decode()


def test_there_is_no_way_back_among_others(browser: Client, here: str) -> None:
    browser.post(here, {"option_id": "take_lamp"})
    shown = text_of(browser.get(here))
    assert "Undo" not in shown
    assert "Go back to here" not in text_of(browser.get(f"{here}/transcript"))


def test_what_one_does_the_others_read_in_words(browser: Client, window: Client, here: str, there: str) -> None:
    browser.post(here, {"option_id": "take_lamp"})
    browser.post(here, {"option_id": "go_down"})
    page = window.get(there)
    assert b"At the cellar: Elena." in page.content, "the map shows friends where they are"
    shown = text_of(page)
    for words in (
        "Elena chose \u201cTake the lamp\u201d",
        "Elena took the brass lamp from the hall.",
        "went to the cellar.",
    ):
        assert words in shown
    assert "Elena took the brass lamp before you" in shown
    assert "Elsewhere Elena" in shown
    assert "Elena chose" not in text_of(browser.get(here)), "one's own turns stand in one's own story"


def test_a_form_says_something_and_leads_back(
    browser: Client, window: Client, world: SharedWorld, here: str, there: str
) -> None:
    answer = browser.post(f"/worlds/{world.short_id}/say", {"text": "Hello there", "to": ""})
    assert answer["Location"] == f"{here}#talk"
    assert "Elena Hello there" in text_of(window.get(there))


def test_what_is_said_elsewhere_counts_on_the_page_too(
    browser: Client, elena: User, world: SharedWorld, here: str, settings: Any
) -> None:
    settings.RATE_CHAT = "2/minute"
    budgets.MESSAGES.spend(str(elena.pk))
    answers = [
        browser.post(f"/worlds/{world.short_id}/say", {"text": text}, headers={"X-Requested-With": "fetch"})
        for text in ("Hello there", "And once more")
    ]
    assert [answer.status_code for answer in answers] == [204, 429]
    assert f"Try again in {answers[1]['Retry-After']} seconds." in answers[1].json()["refused"]
    with pytest.raises(RateLimited):
        budgets.MESSAGES.spend(str(elena.pk))


def test_a_whisper_is_read_by_two(browser: Client, window: Client, kael: User, world: SharedWorld, here: str) -> None:
    there = window.post(f"/worlds/{world.short_id}/join")["Location"].split("#")[0]
    third = Client()
    third.force_login(User.objects.create_user("mira", display_name="Mira"))
    page = third.post(f"/worlds/{world.short_id}/join")["Location"].split("#")[0]
    browser.post(f"/worlds/{world.short_id}/say", {"text": "only you", "to": kael.short_id})
    assert "whispers to you only you" in text_of(window.get(there))
    assert "whispers to Kael only you" in text_of(browser.get(here))
    assert "only you" not in text_of(third.get(page))
    assert "only you" not in live(third, page)


def test_of_two_of_one_name_each_is_whispered_to_by_a_name_of_their_own(
    browser: Client, window: Client, world: SharedWorld, here: str, there: str
) -> None:
    third, other = Client(), User.objects.create_user("kael2", display_name="KAEL")
    third.force_login(other)
    page = third.post(f"/worlds/{world.short_id}/join")["Location"].split("#")[0]
    shown = text_of(browser.get(here))
    assert (shown.count("Whisper to Kael"), shown.count("Whisper to KAEL (2)")) == (1, 1)
    third.post(page, {"option_id": "take_lamp"})
    window.post(f"/worlds/{world.short_id}/say", {"text": "only you", "to": other.short_id})
    assert "whispers to KAEL (2) only you" in text_of(window.get(there))
    assert "KAEL (2) took the brass lamp" in text_of(window.get(there))
    assert "KAEL (2)" in text_of(browser.get(f"/worlds/{world.short_id}"))


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
def test_what_cannot_be_said_is_explained(browser: Client, world: SharedWorld, here: str, text: str) -> None:
    answer = browser.post(f"/worlds/{world.short_id}/say", {"text": text}, follow=True)
    assert answer.status_code == 200
    assert b'class="notice warning"' in answer.content


def test_nul_is_refused_before_anything_looks_at_it(browser: Client, world: SharedWorld) -> None:
    assert browser.post(f"/worlds/{world.short_id}/say", {"text": "a\0b"}).status_code == 400


def test_a_script_is_told_why_it_was_not_heard(browser: Client, world: SharedWorld) -> None:
    answer = browser.post(f"/worlds/{world.short_id}/say", {"text": ""}, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.json()) == (400, {"refused": "Write a message."})


def test_what_is_new_comes_in_pieces_and_only_once(
    browser: Client, window: Client, world: SharedWorld, here: str, there: str
) -> None:
    world.refresh_from_db()
    browser.post(here, {"option_id": "take_lamp"})
    told = live(window, there, after=world.event_seq)
    assert told.count("<time") == 1, "what was done and what came of it are one line"
    assert 'data-part="choices"' in told
    assert 'data-part="scene"' not in told, "nothing new was told to this reader"
    world.refresh_from_db()
    assert live(window, there, after=world.event_seq).count("<time") == 0


def test_a_cursor_from_nowhere_gets_everything_anew(window: Client, there: str) -> None:
    for after in ("-1", "x", "99999", "9" * 40):
        told = window.get(f"{there}/live", {"after": after}).content.decode()
        assert "data-fresh" in told, after


def test_other_peoples_pieces_are_not_there(window: Client, here: str, there: str) -> None:
    assert window.get(f"{here}/live").status_code == 404


def test_a_game_alone_has_no_pieces_and_no_company(browser: Client, page: str) -> None:
    assert browser.get(f"{page}/live").status_code == 404
    assert b"data-world" not in browser.get(page).content


def test_a_spectator_sees_the_world_and_cannot_play(
    browser: Client, window: Client, world: SharedWorld, here: str
) -> None:
    answer = window.post(f"/worlds/{world.short_id}/spectate", follow=True)
    assert "You are watching" in text_of(answer)
    assert b"turn-form" not in answer.content
    assert window.post(here, {"option_id": "leave"}).status_code == 404
    browser.post(here, {"option_id": "take_lamp"})
    told = window.get(f"/worlds/{world.short_id}/watch/live", {"after": 0}).content.decode()
    assert "The brass lamp is gone from the hall." in told
    assert "Someone" in told
    assert "Elena" not in told, "who has not chosen to be shown is someone to those who only watch"


def test_the_map_of_who_only_watches_shows_those_who_show_themselves(
    browser: Client, window: Client, world: SharedWorld, here: str
) -> None:
    window.post(f"/worlds/{world.short_id}/spectate")
    watch = f"/worlds/{world.short_id}/watch"
    browser.post(here, {"option_id": "take_lamp"})
    browser.post(here, {"option_id": "go_down"})
    assert b'class="map"' not in window.get(watch).content, "nobody is shown, so no place is told of"
    browser.post(f"/worlds/{world.short_id}/me", {"show_character": "yes"})
    shown = window.get(watch)
    assert b"At the cellar: Visitor." in shown.content
    assert "The hall" in text_of(shown)
    assert "You are" not in shown.context["watched"].chart.summary
    assert b"At the cellar: Visitor." in window.get(f"{watch}/live", {"after": 0}).content


def test_who_came_too_late_reads_who_was_first_and_the_first_reads_of_no_choice(
    browser: Client, window: Client, here: str, there: str
) -> None:
    browser.post(here, {"option_id": "take_lamp"})
    window.post(there, {"option_id": "take_lamp"})
    assert "Elena took the brass lamp before you, and there is no other." in text_of(window.get(there))
    assert "Kael chose" not in text_of(browser.get(here))


def test_those_at_the_place_read_what_came_of_a_choice(browser: Client, window: Client, here: str, there: str) -> None:
    browser.post(here, {"option_id": "take_lamp"})
    assert "It is heavier than it looks." in text_of(window.get(there))


def test_who_watches_a_world_that_has_ended_is_told_so(window: Client, elena: User, world: SharedWorld) -> None:
    window.post(f"/worlds/{world.short_id}/spectate")
    archiving.archive_world(user_id=elena.pk, world_id=world.pk)
    for page in ("watch", "watch/live"):
        answer = window.get(f"/worlds/{world.short_id}/{page}")
        assert answer.status_code == 410
        assert "This world has ended" in text_of(answer)


def test_watching_needs_a_place_to_watch_from(window: Client, world: SharedWorld) -> None:
    assert window.get(f"/worlds/{world.short_id}/watch").status_code == 403


def test_who_left_cannot_play_on(window: Client, kael: User, world: SharedWorld, there: str) -> None:
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    answer = window.post(there, {"option_id": "leave"}, follow=True)
    assert "You are not in this world. Join it first." in text_of(answer)


def test_after_an_ending_somebody_new_may_come(window: Client, world: SharedWorld, there: str) -> None:
    window.post(there, {"option_id": "leave"})
    shown = text_of(window.get(there))
    assert "Join with a new character" in shown
    assert "Watch the others" in shown
    answer = window.post(f"/worlds/{world.short_id}/join", {"new_character": "yes"}, follow=True)
    assert "Turn 1" in text_of(answer)


@pytest.fixture
def hostile(elena: User) -> Joined:
    scenarios.import_scenario(source=HOSTILE, slug="hostile")
    User.objects.filter(pk=elena.pk).update(display_name=ATTACK[:40])
    joined = creating.create_world(user_id=elena.pk, scenario_slug="hostile", character_name=ATTACK)
    playing.play_turn(user_id=elena.pk, session_id=joined.session.pk, request=TurnRequest(option_id="on"))
    playing.play_turn(user_id=elena.pk, session_id=joined.session.pk, request=TurnRequest(input=f"look {ATTACK}"))
    chat.send_message(user_id=elena.pk, world_id=joined.world.pk, text=f"{ATTACK} said")
    return joined


def test_hostile_names_talk_and_stories_stay_text(browser: Client, window: Client, hostile: Joined) -> None:
    world, play = f"/worlds/{hostile.world.short_id}", f"/play/{hostile.session.short_id}"
    kaels = window.post(f"{world}/join")["Location"].split("#")[0]
    pages = [(browser, play), (browser, f"{play}/live?after=0"), (browser, world), (browser, "/worlds")]
    pages += [(window, kaels), (window, f"{kaels}/live?after=0"), (window, world), (window, f"{world}/leave")]
    for client, path in pages:
        markup = client.get(path).content.decode()
        assert ATTACK not in markup, path
        assert " style=" not in markup, path
    assert f"{ATTACK} said" in text_of(window.get(kaels))
