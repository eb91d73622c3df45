"""How often the parts of a story were played: every record and every ending is counted once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds.models import Scenario
from worlds.services.games import sessions
from worlds.services.membership import creating
from worlds.services.stories import play_counts, scenarios
from worlds.services.stories.play_counts import Plays, plays_of
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest


@pytest.fixture(autouse=True)
def endings_settle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(play_counts, "SETTLED", timedelta(0))


@pytest.fixture
def gate(db: None) -> Scenario:
    return scenarios.import_scenario(source=GATE, slug="gate").scenario


@pytest.fixture
def elena(db: None) -> User:
    return User.objects.create_user("elena")


def play(user: User, *requests: TurnRequest) -> None:
    session = sessions.start_solo(user_id=user.pk, scenario_slug="gate")
    for request in requests:
        playing.play_turn(user_id=user.pk, session_id=session.pk, request=request)


def counted(scenario: Scenario) -> Plays:
    """A round counts what was there when the one before it was over."""
    play_counts.count_plays()
    play_counts.count_plays()
    return plays_of(scenario.pk)


TAKE, RUN, WORDS = (
    TurnRequest(option_id="take_key"),
    TurnRequest(option_id="run"),
    TurnRequest(input="please let me in"),
)


def test_games_turns_options_own_words_and_endings_are_counted(gate: Scenario, elena: User) -> None:
    play(elena, TAKE, WORDS)
    play(elena, RUN)
    play(elena, RUN)
    plays = counted(gate)
    assert (plays.games, plays.turns, plays.words) == (3, {"road": 4}, {"road": 1})
    assert plays.options == {("road", "take_key"): 1, ("road", "run"): 2}
    assert plays.finished == 3


def test_a_game_in_a_world_counts_too(gate: Scenario, elena: User) -> None:
    creating.create_world(user_id=elena.pk, scenario_slug="gate")
    assert counted(gate).games == 1


def test_nothing_is_counted_twice_however_often_the_worker_comes_round(gate: Scenario, elena: User) -> None:
    play(elena, TAKE, RUN)
    first = counted(gate)
    again = counted(gate)
    assert (again.games, again.turns, again.options, again.endings) == (
        first.games,
        first.turns,
        first.options,
        first.endings,
    )
    play(elena, RUN)
    assert counted(gate).endings == {ending: amount + 1 for ending, amount in first.endings.items()}


@pytest.mark.slow
def test_a_long_log_is_counted_in_pieces(gate: Scenario, elena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(play_counts, "BATCH", 2)
    for _ in range(4):
        play(elena, TAKE)
    assert counted(gate).turns == {"road": 4}


def test_the_counts_of_a_story_take_two_queries_however_much_was_played(
    gate: Scenario, elena: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    play(elena, TAKE, RUN)
    counted(gate)
    with django_assert_num_queries(2):
        plays_of(gate.pk)
