"""One limit for inputs, alone and together: spent by what is played, and by nothing that was answered before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from common.errors import RateLimited
from tests.worlds.services.shared_worlds.counting_world import Hand, tally
from worlds.rules.errors import OptionNotAvailable
from worlds.services.games import sessions
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import StaleTurn, TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)


def alone() -> Hand:
    user_id = tally(1).hands[0].user_id
    return Hand(user_id, sessions.start_solo(user_id=user_id, scenario_slug="tally").pk)


def together() -> Hand:
    return tally(1).hands[0]


@pytest.fixture(params=[alone, together])
def hand(request: pytest.FixtureRequest, settings: Settings) -> Hand:
    settings.RATE_INPUT = "3/minute"
    made: Callable[[], Hand] = request.param
    return made()


def expecting(hand: Hand, number: int) -> None:
    wish = TurnRequest("mark", expected_number=number)
    play_turn(user_id=hand.user_id, session_id=hand.session_id, request=wish)


def test_choices_and_words_count_alike(hand: Hand) -> None:
    hand.play("mark")
    hand.play("sing", "a song for the road")
    hand.play(text="hum a tune to the wall")
    with pytest.raises(RateLimited) as refused:
        hand.play("mark")
    assert 0 < refused.value.retry_after <= 60
    assert hand.session.number == 4  # its beginning, and three turns


def test_questions_count_for_readings_and_not_for_inputs(hand: Hand, settings: Settings) -> None:
    settings.RATE_READ = "5/minute"
    for _ in range(5):
        assert hand.play(text="help").result["kind"] == "meta"
    with pytest.raises(RateLimited):
        hand.play(text="help")
    assert [hand.play("mark").result["kind"] for _ in range(2)] == ["choice"] * 2  # the refused question was an input


def test_what_is_refused_by_the_story_counts(hand: Hand) -> None:
    for _ in range(3):
        with pytest.raises(OptionNotAvailable):
            hand.play("nothing of the kind")
    with pytest.raises(RateLimited):
        hand.play("mark")


def test_an_answer_that_is_given_again_costs_nothing(hand: Hand) -> None:
    first = hand.play("mark", key="k")
    assert [hand.play("mark", key="k").replayed for _ in range(5)] == [True] * 5
    hand.play("mark")
    hand.play("mark")
    with pytest.raises(RateLimited):
        hand.play("mark")
    assert hand.play("mark", key="k").result["narrative"] == first.result["narrative"]


def test_a_stale_turn_costs_nothing(hand: Hand) -> None:
    for _ in range(5):
        with pytest.raises(StaleTurn):
            expecting(hand, 99)
    assert [hand.play("mark").result["kind"] for _ in range(3)] == ["choice"] * 3


def test_inputs_alone_and_together_are_counted_together(settings: Settings) -> None:
    settings.RATE_INPUT = "2/minute"
    one = together()
    other = Hand(one.user_id, sessions.start_solo(user_id=one.user_id, scenario_slug="tally").pk)
    one.play("mark")
    other.play("mark")
    for hand in (one, other):
        with pytest.raises(RateLimited):
            hand.play("mark")


def test_an_instant_narrator_costs_no_more_than_a_choice(hand: Hand, settings: Settings) -> None:
    settings.RATE_IMPROVISE = "1/minute"
    assert [hand.play(text=f"hum tune {number} to the wall").result["kind"] for number in range(3)]
