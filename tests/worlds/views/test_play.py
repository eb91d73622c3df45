"""The page of a game with nothing but forms: what a browser without scripts sees and sends."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from profiles.models import User
from tests.markup import on_one_line
from tests.worlds.services.turns.test_asked_back import TWINS
from tests.worlds.views.conftest import Acts
from tests.worlds.views.pages import fields_of, option_ids, text_of
from tests.worlds.views.stories import HOUSE, STUCK
from worlds.models import GameSession
from worlds.services.games import abandoning, sessions
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest


def test_the_first_page_shows_where_who_and_what(browser: Client, page: str) -> None:
    shown = text_of(browser.get(page))
    for words in (
        "The empty house",
        "The hall",
        "08:00",
        "Turn 1",
        "Somebody is breathing.",
        "What do you do?",
        "Take the lamp",
        "Cells reached: 0 of 9",
        "Old Keeper",
        "wary \u22122",
        "brass lamp",
        "Light: dim",
        "Courage",
    ):
        assert words in shown


def test_the_map_has_its_words(browser: Client, page: str) -> None:
    markup = browser.get(page).content.decode()
    assert 'aria-label="Map: you are at the hall. Ways lead to the cellar (locked) and' in markup


def test_a_choice_is_a_plain_form(acts: Acts) -> None:
    shown = text_of(acts(option_id="take_lamp"))
    for words in (
        "It is heavier than it looks.",
        "Took the brass lamp",
        "Courage +1",
        "Old Keeper \u22121",
        "20 minutes",
    ):
        assert words in shown
    assert "Turn 2 chose: yes triumph" in shown
    assert "This turn you chose: yes." in shown
    assert "Cells reached: 1 of 9" in shown


def test_after_a_choice_the_browser_is_sent_to_the_page(browser: Client, page: str) -> None:
    answer = browser.post(page, {"option_id": "take_lamp"})
    assert (answer.status_code, answer["Location"]) == (302, f"{page}#now")


def test_a_locked_option_says_why_can_be_reached_and_sends_nothing(browser: Client, page: str) -> None:
    answer = browser.get(page)
    assert "It is too dark without a lamp." in text_of(answer)
    markup = on_one_line(answer.content.decode())
    assert "go_down" not in option_ids(markup)
    locked = re.search(r'<button [^>]*value="go_down"[^>]*>', markup)
    assert locked is not None
    assert 'type="button"' in locked[0]
    assert 'aria-disabled="true"' in locked[0]
    assert " disabled" not in locked[0]


def test_hints_stand_below_the_choices_in_steps(browser: Client, page: str) -> None:
    shown = text_of(browser.get(page))
    assert (
        "Hint There are 3 ways on from here. "
        "A clearer hint Your own words may count for something here: finding out who is there. "
        "One way is closed for now. It is too dark without a lamp. An option to try Take the lamp"
    ) in shown


def test_undo_stands_below_the_choices_once_a_turn_was_played(browser: Client, acts: Acts, page: str) -> None:
    assert 'form="take-back"' not in browser.get(page).content.decode()
    assert 'form="take-back"' in acts(option_id="take_lamp").content.decode()


def test_picking_a_locked_option_all_the_same_is_a_turn_with_a_kind_word(acts: Acts) -> None:
    shown = text_of(acts(option_id="go_down"))
    assert "It is too dark without a lamp." in shown
    assert "Locked." not in shown, "the reason was told, and nothing needs to be said twice"
    assert "rebuff" in shown


def test_an_improvise_option_asks_for_words_and_takes_them(acts: Acts) -> None:
    asked = acts(option_id="listen")
    assert asked.redirect_chain[-1][0].endswith("?ask=listen#now")
    assert "You hold your own breath." in text_of(asked)
    assert fields_of(asked.content.decode())["option_id"] == "listen"
    prompt = asked.context["page"].view["node"]["prompt"]
    assert prompt
    assert prompt in text_of(asked), "a hint in it is wanted while writing"

    answered = text_of(acts(option_id="listen", input="Who is there?"))
    assert "Who is there?" in answered
    assert "discovery" in answered


def test_free_text_is_played_and_shown_as_written(acts: Acts) -> None:
    shown = text_of(acts(input="I look at the dust"))
    assert "You wrote: I look at the dust" in shown


def test_what_is_no_turn_is_answered_in_a_notice(acts: Acts, game: GameSession) -> None:
    answer = acts(input="inventory")
    assert b'class="notice info"' in answer.content
    game.refresh_from_db()
    assert game.number == 1


def test_the_scene_can_be_read_again_once_tries_have_pushed_it_away(acts: Acts) -> None:
    for attempt in range(4):
        acts(input=f"I wait {attempt}")
    assert "Read the scene again" in text_of(acts(input="I wait for the last time"))


def test_nothing_at_all_is_answered_kindly(acts: Acts) -> None:
    assert "Choose an option, or write what you do." in text_of(acts(input="  "))


def test_a_text_that_is_too_long_is_kept_in_its_field(acts: Acts) -> None:
    answer = acts(input="so " * 200)
    assert answer.status_code == 200
    assert "Write at most 500 characters; you wrote 599." in text_of(answer)
    assert b"so so so" in answer.content


def test_a_text_with_nul_is_refused_and_not_an_error(acts: Acts) -> None:
    assert acts(input="a\0b").status_code == 400


def test_a_stale_form_gets_the_page_as_it_stands(browser: Client, elena: User, game: GameSession, page: str) -> None:
    hidden = fields_of(browser.get(page).content.decode())
    elsewhere = TurnRequest(option_id="take_lamp")
    playing.play_turn(user_id=elena.pk, session_id=game.pk, request=elsewhere)
    answer = browser.post(page, {**hidden, "option_id": "leave"}, follow=True)
    assert answer.status_code == 200
    assert "The story has moved on" in text_of(answer)
    assert "It is heavier than it looks." in text_of(answer)


def test_a_form_sent_twice_is_played_once(browser: Client, game: GameSession, page: str) -> None:
    form = {**fields_of(browser.get(page).content.decode()), "option_id": "take_lamp"}
    first, second = browser.post(page, form), browser.post(page, form)
    assert first["Location"] == second["Location"]
    game.refresh_from_db()
    assert (game.number, game.turn) == (2, 2)


def test_a_used_form_with_another_choice_gets_the_page_as_it_stands(browser: Client, page: str) -> None:
    form = fields_of(browser.get(page).content.decode())
    browser.post(page, {**form, "option_id": "take_lamp"})
    answer = browser.post(page, {**form, "option_id": "leave"}, follow=True)
    assert answer.status_code == 200
    assert "choose again" in text_of(answer)


def test_an_option_that_is_not_there_gets_a_kind_word(acts: Acts) -> None:
    assert "That option is no longer available." in text_of(acts(option_id="fly"))


def test_each_page_has_a_key_of_its_own(browser: Client, page: str) -> None:
    keys = {fields_of(browser.get(page).content.decode())["idempotency_key"] for _ in range(3)}
    assert len(keys) == 3


def test_the_end_tells_what_it_was_and_what_comes_next(acts: Acts) -> None:
    acts(option_id="take_lamp")
    acts(option_id="go_down")
    shown = text_of(acts(option_id="stay"))
    for words in (
        "You know who it was.",
        "A bittersweet victory",
        "of the nine",
        "You found 1 of",
        "Not found yet",
        "Play again",
        "Undo last turn",
        "Download the story",
        "Share this story",
    ):
        assert words in shown


def test_after_the_end_a_late_form_is_answered_kindly(browser: Client, page: str) -> None:
    form = fields_of(browser.get(page).content.decode())
    browser.post(page, {"option_id": "leave"})
    answer = browser.post(page, {"option_id": "take_lamp"}, follow=True)
    assert "already ended" in text_of(answer)
    assert form["expected_number"] == "1"


def test_who_is_stuck_is_told_what_is_left_and_in_the_storys_own_language(browser: Client, elena: User) -> None:
    scenarios.import_scenario(source=STUCK, slug="raum")
    game = sessions.start_solo(user_id=elena.pk, scenario_slug="raum")
    playing.play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(option_id="hinein"))
    answer = browser.get(f"/play/{game.short_id}")
    assert "There are no options here at the moment." in text_of(answer)
    assert "undo your last turn" in text_of(answer)
    assert b'id="scene" aria-live="polite" lang="de"' in answer.content


def test_other_peoples_games_are_not_there(client: Client, page: str) -> None:
    client.force_login(User.objects.create_user("stranger"))
    for answer in (client.get(page), client.post(page, {"option_id": "leave"})):
        assert answer.status_code == 404
        assert b"Page not found" in answer.content


def test_who_is_not_signed_in_is_sent_there_and_back(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer["Location"] == f"/sign-in?next={page}"


def test_a_trailing_slash_answers_the_same(browser: Client, page: str) -> None:
    assert browser.get(f"{page}/").status_code == 200


def test_a_game_given_up_can_be_taken_up_again(browser: Client, elena: User, game: GameSession, page: str) -> None:
    abandoning.abandon_game(user_id=elena.pk, session_id=game.pk)
    assert "Resume" in text_of(browser.get(page))
    browser.post(f"{page}/rewind", {"to": "T1"})
    assert "Take the lamp" in text_of(browser.get(page))


def test_words_that_may_mean_two_options_ask_which_with_buttons(browser: Client, elena: User) -> None:
    slug = scenarios.import_scenario(source=TWINS, slug="twins").scenario.slug
    page = f"/play/{sessions.start_solo(user_id=elena.pk, scenario_slug=slug).short_id}"
    answer = browser.post(page, {"input": "ring the bell"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{page}?mean=ask+shout#now"
    shown = text_of(answer)
    assert "Do you mean …?" in shown
    assert option_ids(answer.content.decode()) == ["ask", "shout"] * 2  # asked about, and on offer as before
    assert "No time has passed." in shown
    assert "ring the bell" not in answer.redirect_chain[-1][0], "addresses are remembered"


def test_scripts_are_asked_the_same_and_keep_what_was_typed(browser: Client, elena: User) -> None:
    slug = scenarios.import_scenario(source=TWINS, slug="twins").scenario.slug
    page = f"/play/{sessions.start_solo(user_id=elena.pk, scenario_slug=slug).short_id}"
    markup = browser.post(page, {"input": "ring the bell"}, headers={"HX-Request": "true"}).content.decode()
    assert "Do you mean" in markup
    assert 'value="ring the bell"' in markup


@pytest.mark.parametrize("named", ["nothing", "take_lamp go_down nothing", "%00", "x" * 3000])
def test_an_address_that_names_what_is_not_offered_asks_about_the_rest(browser: Client, page: str, named: str) -> None:
    answer = browser.get(page, {"mean": named.replace("%00", "\N{ZERO WIDTH SPACE}")})
    assert answer.status_code == 200
    assert ("Do you mean" in text_of(answer)) is ("take_lamp" in named)


def test_the_option_that_words_were_read_as_is_named_below_them(
    browser: Client, page: str, elena: User, game: GameSession
) -> None:
    playing.play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(input="take_lamp"))
    assert "You wrote: take_lamp Understood as: Take the lamp" in text_of(browser.get(page))


def test_words_that_are_the_option_itself_are_not_told_twice(
    browser: Client, page: str, elena: User, game: GameSession
) -> None:
    playing.play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(input="take the LAMP"))
    assert "Understood as" not in text_of(browser.get(page))


QUOTING = HOUSE.replace(b"Somebody is breathing.", b'"Who\'s there?" says somebody.').replace(
    b"text: Go down", b"text: Say 'down'"
)


def test_quotation_marks_are_curly_wherever_a_story_is_read_and_straight_where_it_is_kept(
    browser: Client, elena: User
) -> None:
    slug = scenarios.import_scenario(source=QUOTING, slug="quoting").scenario.slug
    game = sessions.start_solo(user_id=elena.pk, scenario_slug=slug)
    page = f"/play/{game.short_id}"
    playing.play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(input='I shout "hello"'))
    shown = text_of(browser.get(page))
    assert "“Who’s there?” says somebody." in shown
    assert "Say ‘down’" in shown
    assert 'You wrote: I shout "hello"' in shown, "a player's own words stay as they were typed"
    assert "“Who’s there?” says somebody." in text_of(browser.get(f"{page}/transcript"))
    assert "“Who’s there?” says somebody." in browser.get(f"{page}/story.md").content.decode()
    assert '"Who\'s there?"' in game.records.get(number=1).result["narrative"]


HURRY = HOUSE.replace(
    b"  npc_locations: {old_keeper: hall}",
    b"  npc_locations: {old_keeper: hall}\n"
    b"  scheduled_events: [{event_id: dawn, trigger_at: 34200, narrative: The sun is up., consequences: []}]",
    1,
)


def test_what_words_cost_stands_beside_the_field_while_a_deadline_runs(browser: Client, elena: User) -> None:
    slug = scenarios.import_scenario(source=HURRY, slug="hurry").scenario.slug
    page = f"/play/{sessions.start_solo(user_id=elena.pk, scenario_slug=slug).short_id}"
    shown = text_of(browser.get(page))
    assert "Looking: 15 min. Talking: 10 min. Trying: 20 min. Something will happen in 1 hour and 30 minutes." in shown
    assert "This takes up to 15 min." in text_of(browser.post(page, {"option_id": "listen"}, follow=True))


def test_without_a_deadline_no_price_is_told(browser: Client, page: str) -> None:
    assert "Looking:" not in text_of(browser.get(page))


def test_typed_orders_are_written_by_the_player(browser: Client, page: str) -> None:
    browser.post(page, {"input": "wait ten minutes"}, follow=True)
    assert "You wrote: wait ten minutes" in text_of(browser.get(page))


def test_undo_typed_into_the_page_takes_the_turn_back(browser: Client, page: str) -> None:
    browser.post(page, {"option_id": "take_lamp"})
    shown = text_of(browser.post(page, {"input": "undo"}, follow=True))
    assert "Your last turn is undone. It stays in the transcript." in shown
    assert "Turn 1" in shown


def test_words_that_are_read_as_an_option_that_asks_stay_in_its_field(browser: Client, page: str) -> None:
    typed = {"input": "could you listen to the breathing", "idempotency_key": "k"}
    markup = browser.post(page, typed, headers={"HX-Request": "true"}).content.decode()
    assert 'id="answer"' in markup
    assert 'value="could you listen to the breathing"' in markup
