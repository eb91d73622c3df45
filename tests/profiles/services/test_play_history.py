"""The numbers on a profile are those on the boards."""

from __future__ import annotations

from typing import Any

import pytest

from improvisations.services.counts import tally_of
from leaderboards.models import Board, ScoredFinish
from leaderboards.services.rebuilding import rebuild_boards
from profiles.models import User
from profiles.services.play_history import games_of, turns_by_week
from profiles.services.profile import Stats, stats_from
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, Scenario
from worlds.services.games import abandoning, rewind, sessions
from worlds.services.membership import creating
from worlds.services.membership.forking import fork_game
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db

SMALL_TALK = TurnRequest(input="I look at the gate")


@pytest.fixture
def elena() -> User:
    user: User = User.objects.create_user("elena")
    return user


@pytest.fixture
def gate() -> Scenario:
    return scenarios.import_scenario(source=GATE, slug="gate").scenario


def play(session: GameSession, *wishes: str | TurnRequest) -> GameSession:
    for wish in wishes:
        request = TurnRequest(option_id=wish) if isinstance(wish, str) else wish
        playing.play_turn(user_id=session.user_id, session_id=session.pk, request=request)
    return GameSession.objects.get(pk=session.pk)


def alone(user: User) -> GameSession:
    return sessions.start_solo(user_id=user.pk, scenario_slug="gate")


def stats(user: User) -> Stats:
    return stats_from(games_of(user.pk), tally_of(user.pk))


def score(user: User, category: str, scenario: Scenario | None = None) -> int:
    return int(Board(category, scenario.pk if scenario else None).entries().of_player(user.pk).get().score)


def test_turns_that_were_played_are_summed_and_not_counters_that_begin_at_one(elena: User, gate: Scenario) -> None:
    for _ in range(3):
        play(alone(elena), "take_key", SMALL_TALK, "open_gate", "stay")
    play(creating.create_world(user_id=elena.pk, scenario_slug="gate").session, "take_key", "open_gate", "stay")
    assert stats(elena).total_turns == sum(week.turns for week in turns_by_week(elena.pk)) == 15


def test_turns_taken_back_were_played_and_those_before_a_fork_are_counted_once(elena: User, gate: Scenario) -> None:
    game = play(alone(elena), "take_key", "wait")
    rewind.rewind_game(user_id=elena.pk, session_id=game.pk, steps=2)
    together = play(creating.create_world(user_id=elena.pk, scenario_slug="gate").session, "wait")
    play(fork_game(user_id=elena.pk, session_id=together.pk), "wait")
    assert stats(elena).total_turns == 4


def test_the_board_of_fewest_turns_counts_improvised_turns(
    elena: User, gate: Scenario, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        play(alone(elena), "take_key", SMALL_TALK, "open_gate", "stay")
    assert score(elena, "turn_efficiency", gate) == stats(elena).total_turns == 4


def test_unique_cells_of_profile_and_board_are_one_number(
    elena: User, gate: Scenario, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        play(alone(elena), "take_key", "open_gate", "stay")
        play(alone(elena), "run")
        given_up = play(alone(elena), SMALL_TALK, "wait")
        abandoning.abandon_game(user_id=elena.pk, session_id=given_up.pk)
        taken_back = play(alone(elena), "wait", "run")
        rewind.rewind_game(user_id=elena.pk, session_id=taken_back.pk, to="T1")
    rebuild_boards()
    assert set(given_up.cells) - {"triumph", "rebuff"}, "cells that only a game without an ending reached"
    assert stats(elena).unique_cells == score(elena, "grid_coverage") == score(elena, "grid_coverage", gate)


def test_what_a_tampered_game_reached_counts_on_neither(elena: User, gate: Scenario) -> None:
    game = play(alone(elena), "run")
    GameSession.objects.filter(pk=game.pk).update(cells=["triumph", "fate", "limbo"])
    rebuild_boards()
    assert stats(elena).unique_cells == 0
    assert not Board("grid_coverage").entries().exists()


def test_rebuilding_the_boards_mends_turns_that_were_counted_otherwise(elena: User, gate: Scenario) -> None:
    play(alone(elena), "take_key", "open_gate", "stay")
    rebuild_boards()
    ScoredFinish.objects.update(turns=4)
    Board("turn_efficiency", gate.pk).entries().update(score=4)
    rebuild_boards()
    assert score(elena, "turn_efficiency", gate) == 3
