"""Whatever a signal fails to tell is found in the records."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common import jobs
from leaderboards.models import Judgement, LeaderboardEntry, ScoredFinish
from leaderboards.services import catch_up
from leaderboards.services.catch_up import catch_up_a_little, catch_up_lately, judge_at_once, verify_waiting
from profiles.models import User
from tests.leaderboards.conftest import HOME, LONG_WAY, Plays, go_on, standing
from worlds.models import GameSession, Scenario
from worlds.services.games import rewind
from worlds.services.games.endings import endings_of
from worlds.services.membership import creating
from worlds.services.snapshots.taking import take_world_snapshot

pytestmark = pytest.mark.django_db


def test_a_game_that_nobody_heard_of_is_found_by_the_next_read(unheard: Plays, elena: User) -> None:
    unheard(elena, *HOME)
    assert not LeaderboardEntry.objects.exists()
    catch_up_a_little()
    assert standing(elena, "scenario_completion") == 1


def test_a_reader_judges_a_few_and_the_worker_the_rest(unheard: Plays, elena: User) -> None:
    for _ in range(catch_up.A_FEW + 2):
        unheard(elena, *HOME)
    catch_up_a_little()
    assert Judgement.objects.count() == catch_up.A_FEW
    assert catch_up_lately() == "judged 2 games, counted 0 players again"
    assert catch_up_lately() == ""


def test_old_games_are_found_by_the_rare_round(unheard: Plays, elena: User) -> None:
    session = unheard(elena, *HOME)
    long_ago = timezone.now() - timedelta(days=400)
    GameSession.objects.filter(pk=session.pk).update(last_turn_at=long_ago)
    catch_up_a_little()
    assert catch_up_lately() == ""
    assert verify_waiting() == "judged 1 games, counted 0 players again"


def test_a_long_game_is_left_to_the_worker(unheard: Plays, elena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catch_up, "LONG", 3)
    session = unheard(elena, *HOME)
    judge_at_once(session_id=session.pk)
    catch_up_a_little()
    assert not Judgement.objects.exists()
    assert catch_up_lately() == "judged 1 games, counted 0 players again"


def test_games_in_play_are_no_business_of_the_boards(unheard: Plays, elena: User) -> None:
    unheard(elena, "take_key")
    assert not catch_up.games_to_verify().exists()


def test_an_ending_that_was_taken_back_before_anybody_looked_still_counts(
    unheard: Plays, elena: User, gate: Scenario
) -> None:
    session = unheard(elena, *HOME)
    rewind.rewind_game(user_id=elena.pk, session_id=session.pk, steps=1)
    assert catch_up_lately() == "judged 1 games, counted 0 players again"
    assert standing(elena, "turn_efficiency", gate) == 3
    assert not catch_up.games_to_verify().exists()


def test_a_game_taken_back_after_it_was_judged_is_judged_again_at_its_next_ending(unheard: Plays, elena: User) -> None:
    session = unheard(elena, *LONG_WAY)
    verify_waiting()
    rewind.rewind_game(user_id=elena.pk, session_id=session.pk, to="T1")
    verify_waiting()
    go_on(session, "run")
    assert catch_up_lately() == "judged 1 games, counted 0 players again"
    assert standing(elena, "scenario_completion") == 2


def test_a_game_that_cannot_be_read_does_not_hold_up_the_others(unheard: Plays, elena: User, kael: User) -> None:
    broken = unheard(elena, *HOME)
    GameSession.objects.filter(pk=broken.pk).update(state={"schema": 99})
    unheard(kael, *HOME)
    assert catch_up_lately() == "judged 1 games, counted 0 players again"
    assert standing(elena, "scenario_completion") is None
    assert standing(kael, "scenario_completion") == 1


def test_the_worker_knows_both_rounds() -> None:
    assert jobs.registered["judge-new-games"].run is catch_up_lately
    assert jobs.registered["judge-all-games"].run is verify_waiting


def test_a_game_of_a_long_world_is_judged_at_once_from_a_snapshot(
    elena: User, gate: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = creating.create_world(user_id=elena.pk, scenario_slug="gate").session
    go_on(session, "wait", "wait", "wait", "wait")
    monkeypatch.setattr(catch_up, "LONG", 2)
    go_on(session, *HOME)
    judge_at_once(session_id=session.pk)
    assert not Judgement.objects.filter(session=session).exists()
    assert session.world_id is not None
    take_world_snapshot(world_id=session.world_id, reason="interval", most=5)
    judge_at_once(session_id=session.pk)
    judgement = Judgement.objects.get(session=session)
    assert (judgement.verdict, judgement.reason) == ("verified", "")
    finish = ScoredFinish.objects.get(session=session)
    assert (finish.number, finish.turns) == (GameSession.objects.get(pk=session.pk).number, 4 + len(HOME))


def test_an_ending_that_a_snapshot_holds_already_counts_as_it_did(elena: User, gate: Scenario) -> None:
    session = creating.create_world(user_id=elena.pk, scenario_slug="gate").session
    go_on(session, *HOME)
    before = endings_of(GameSession.objects.get(pk=session.pk))
    assert session.world_id is not None
    take_world_snapshot(world_id=session.world_id, reason="interval")
    assert endings_of(GameSession.objects.get(pk=session.pk)) == before
    assert len(before.finishes) == 1
