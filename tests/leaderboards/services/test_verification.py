"""What counts: games as their own records prove them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from leaderboards.models import Board, Judgement, LeaderboardEntry, ScoreBucket, ScoredFinish
from leaderboards.rules.periods import period_of
from leaderboards.services.verification import verify_session
from profiles.models import User
from tests.leaderboards.conftest import BROKEN, HOME, LONG_WAY, Commits, Plays, go_on, standing
from tests.lifting import tamper
from worlds.models import GameSession, Scenario
from worlds.services.games import rewind
from worlds.services.membership import creating, forking

pytestmark = pytest.mark.django_db

Verdict = Judgement.Verdict


def verdict(session: GameSession) -> str:
    return Judgement.objects.get(session=session).verdict


def rewrite(session: GameSession, **columns: Any) -> None:
    """Change a row behind the services' back."""
    GameSession.objects.filter(pk=session.pk).update(**columns)


def test_a_finished_game_puts_its_player_on_the_boards_of_its_story_and_of_all(
    plays: Plays, elena: User, gate: Scenario
) -> None:
    session = plays(elena, *LONG_WAY)
    assert verdict(session) == Verdict.VERIFIED
    for scenario in (gate, None):
        assert standing(elena, "grid_coverage", scenario) == len(session.cells)
        assert standing(elena, "scenario_completion", scenario) == 1
    assert standing(elena, "turn_efficiency", gate) == 4
    assert standing(elena, "turn_efficiency") is None
    entry = Board("grid_coverage", gate.pk).entries().get()
    assert sorted(entry.details["cells"]) == sorted(session.cells)
    assert entry.details["tier"] == "none"
    assert entry.achieved_at == session.finished_at


def test_it_stands_on_the_boards_of_its_week_and_month_too(plays: Plays, elena: User, gate: Scenario) -> None:
    session = plays(elena, *HOME)
    assert session.finished_at is not None
    for kind in ("week", "month"):
        assert standing(elena, "turn_efficiency", gate, period_of(kind, session.finished_at)) == 3


def test_three_replays_of_a_story_change_nothing(plays: Plays, elena: User) -> None:
    plays(elena, *HOME)
    first = list(LeaderboardEntry.objects.order_by("pk").values())
    for _ in range(3):
        plays(elena, *HOME)
    assert list(LeaderboardEntry.objects.order_by("pk").values()) == first


def test_a_better_game_moves_the_entry_and_a_worse_one_does_not(plays: Plays, elena: User, gate: Scenario) -> None:
    plays(elena, *LONG_WAY)
    best = plays(elena, *HOME)
    plays(elena, "wait", *LONG_WAY)
    entry = Board("turn_efficiency", gate.pk).entries().get()
    assert (entry.score, entry.achieved_at) == (3, best.finished_at)


def test_another_ending_adds_to_the_endings(plays: Plays, elena: User, gate: Scenario) -> None:
    plays(elena, *HOME)
    plays(elena, *BROKEN)
    assert standing(elena, "scenario_completion", gate) == 2


def test_the_same_story_under_another_name_counts_by_itself(
    plays: Plays, elena: User, gate: Scenario, other_gate: Scenario
) -> None:
    plays(elena, *HOME)
    session = plays(elena, *HOME, slug="other-gate")
    assert standing(elena, "scenario_completion") == 2
    assert standing(elena, "grid_coverage") == 2 * len(session.cells)


def test_a_game_in_play_counts_nothing(plays: Plays, elena: User) -> None:
    session = plays(elena, "take_key")
    assert verify_session(session_id=session.pk) is not None
    assert verdict(session) == Verdict.UNFINISHED
    assert not LeaderboardEntry.objects.exists()


def test_a_game_that_was_taken_back_is_no_quick_way(
    plays: Plays, elena: User, gate: Scenario, django_capture_on_commit_callbacks: Commits
) -> None:
    session = plays(elena, "wait")
    rewind.rewind_game(user_id=elena.pk, session_id=session.pk, steps=1)
    with django_capture_on_commit_callbacks(execute=True):
        go_on(session, *HOME)
    assert standing(elena, "turn_efficiency", gate) is None
    assert standing(elena, "scenario_completion", gate) == 1


def test_what_was_reached_before_an_ending_was_taken_back_still_counts(
    plays: Plays, elena: User, gate: Scenario, django_capture_on_commit_callbacks: Commits
) -> None:
    session = plays(elena, *LONG_WAY)
    rewind.rewind_game(user_id=elena.pk, session_id=session.pk, to="T1")
    with django_capture_on_commit_callbacks(execute=True):
        go_on(session, "wait", *LONG_WAY)
    assert [row.was_rewound for row in ScoredFinish.objects.order_by("number")] == [False, True]
    assert standing(elena, "scenario_completion", gate) == 1
    assert standing(elena, "turn_efficiency", gate) == 4


@pytest.mark.parametrize(
    "forged",
    [
        {"cells": ["triumph", "fate", "limbo"]},
        {"turn": 1},
        {"turns_played": 1},
        {"tier": "gold"},
        {"ending_id": "broken"},
        {"state": {}},
    ],
)
def test_a_tampered_row_is_refused_and_a_moderator_sees_why(
    unheard: Plays, elena: User, forged: dict[str, Any]
) -> None:
    session = unheard(elena, *HOME)
    rewrite(session, **forged)
    verify_session(session_id=session.pk)
    judgement = Judgement.objects.suspicious().get(session=session)
    assert judgement.verdict == Verdict.REFUSED
    assert "record" in judgement.reason or "rows" in judgement.reason
    assert not LeaderboardEntry.objects.exists()


def test_a_score_that_no_longer_verifies_goes_and_takes_its_place_in_the_histogram_along(
    plays: Plays, elena: User
) -> None:
    session = plays(elena, *HOME)
    tamper("UPDATE turn_records SET cell = 'limbo' WHERE number = 3")
    verify_session(session_id=session.pk)
    assert verdict(session) == Verdict.REFUSED
    assert not LeaderboardEntry.objects.exists()
    assert not ScoreBucket.objects.exists()


def test_a_game_in_company_is_replayed_with_its_world(
    elena: User, gate: Scenario, django_capture_on_commit_callbacks: Commits
) -> None:
    session = creating.create_world(user_id=elena.pk, scenario_slug="gate").session
    with django_capture_on_commit_callbacks(execute=True):
        go_on(session, *HOME)
    assert verdict(session) == Verdict.VERIFIED
    assert Judgement.objects.get().reason == ""
    assert standing(elena, "turn_efficiency", gate) == 3


@pytest.mark.parametrize(
    "forged", [{"cells": ["triumph", "fate", "limbo"]}, {"turn": 1}, {"turns_played": 1}, {"state_hash": "0" * 64}]
)
def test_a_tampered_row_of_a_game_in_company_is_refused(elena: User, gate: Scenario, forged: dict[str, Any]) -> None:
    session = creating.create_world(user_id=elena.pk, scenario_slug="gate").session
    go_on(session, *HOME)
    rewrite(session, **forged)
    verify_session(session_id=session.pk)
    assert verdict(session) == Verdict.REFUSED


def test_a_game_that_left_its_world_is_replayed_from_there(
    elena: User, gate: Scenario, django_capture_on_commit_callbacks: Commits
) -> None:
    together = creating.create_world(user_id=elena.pk, scenario_slug="gate").session
    go_on(together, "take_key")
    with django_capture_on_commit_callbacks(execute=True):
        session = forking.fork_game(user_id=elena.pk, session_id=together.pk)
        go_on(session, "open_gate", "stay")
    assert verdict(session) == Verdict.VERIFIED
    assert standing(elena, "turn_efficiency", gate) == 3


def test_a_log_that_was_made_shorter_along_with_its_row_is_refused(elena: User, gate: Scenario) -> None:
    session = creating.create_world(user_id=elena.pk, scenario_slug="gate").session
    go_on(session, *HOME)
    session.refresh_from_db()
    forge_whole_row(session, turns=1)
    verify_session(session_id=session.pk)
    judgement = Judgement.objects.suspicious().get()
    assert judgement.verdict == Verdict.REFUSED
    assert judgement.reason == "The world's log does not match: record 3 was altered."


def test_a_game_that_begins_with_what_it_never_was_in_its_world_is_refused(elena: User, gate: Scenario) -> None:
    together = creating.create_world(user_id=elena.pk, scenario_slug="gate").session
    session = forking.fork_game(user_id=elena.pk, session_id=together.pk)
    go_on(together, "take_key")  # what the world came to later is nothing that this game began with
    forged = "jsonb_set(command, '{state,world,time}', '7')"
    if connection.vendor == "sqlite":
        forged = "json_set(command, '$.state.world.time', 7)"
    tamper(f"UPDATE turn_records SET command = {forged} WHERE kind = 'import'")  # noqa: S608 - no value from outside
    go_on(session, *HOME)
    verify_session(session_id=session.pk)
    assert (
        Judgement.objects.get(session=session).reason == "The game began with a state that it never had in its world."
    )


def forge_whole_row(session: GameSession, *, turns: int) -> None:
    """Somebody with the database's password, who makes the row agree with a log of fewer turns."""
    rewrite(session, turns_played=turns)
    tamper("UPDATE turn_records SET cell = '' WHERE number < %s", session.number)
