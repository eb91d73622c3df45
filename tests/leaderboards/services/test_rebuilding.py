"""Counted again from the games, everything is as it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import models

from leaderboards.models import Judgement, LeaderboardEntry, LeaderboardPeriodEntry, ScoreBucket, ScoredFinish
from leaderboards.services.verification import verify_session
from profiles.models import User
from tests.leaderboards.conftest import BROKEN, HOME, LONG_WAY, Plays, go_on, standing
from worlds.models import GameSession, Scenario
from worlds.services.games import rewind
from worlds.services.membership import creating

pytestmark = pytest.mark.django_db

TABLES: tuple[type[models.Model], ...] = (
    LeaderboardEntry,
    LeaderboardPeriodEntry,
    ScoreBucket,
    ScoredFinish,
    Judgement,
)


def rows(model: type[models.Model]) -> list[Any]:
    """All that a table says, but for ids and when it was written."""
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in {"id", "judged_at"}]
    return sorted(map(str, model._default_manager.values(*columns)))


@pytest.fixture
def eventful(plays: Plays, unheard: Plays, elena: User, kael: User, other_gate: Scenario) -> None:
    """Repeats, ties, several stories, a game taken back, one in company, one tampered with."""
    plays(elena, *LONG_WAY)
    plays(elena, *HOME)
    plays(elena, *HOME, slug="other-gate")
    plays(kael, *HOME)
    plays(kael, *BROKEN)
    taken_back = plays(kael, *LONG_WAY)
    rewind.rewind_game(user_id=kael.pk, session_id=taken_back.pk, to="T1")
    go_on(taken_back, *BROKEN)
    together = creating.create_world(user_id=elena.pk, scenario_slug="gate").session
    go_on(together, *BROKEN)
    tampered = unheard(kael, *HOME)
    GameSession.objects.filter(pk=tampered.pk).update(cells=["triumph", "fate"])
    for session in (taken_back, together, tampered):
        verify_session(session_id=session.pk)


def test_rebuilding_gives_identical_rows(eventful: None) -> None:
    before = {model: rows(model) for model in TABLES}
    assert all(before.values())
    for model in TABLES:
        model._default_manager.all().delete()
    call_command("rebuild_leaderboards")
    assert {model: rows(model) for model in TABLES} == before


def test_rebuilding_over_what_is_there_changes_nothing(eventful: None) -> None:
    before = {model: rows(model) for model in TABLES}
    call_command("rebuild_leaderboards")
    assert {model: rows(model) for model in TABLES} == before


def test_rebuilding_removes_what_no_game_proves(plays: Plays, elena: User, kael: User, gate: Scenario) -> None:
    session = plays(elena, *HOME)
    assert session.finished_at is not None
    LeaderboardEntry.objects.create(
        user=kael,
        category="gold_achiever",
        score=99,
        details={"cells": [], "tier": "gold"},
        achieved_at=session.finished_at,
    )
    LeaderboardEntry.objects.filter(user=elena).update(score=99)
    call_command("rebuild_leaderboards")
    assert standing(kael, "gold_achiever") is None
    assert standing(elena, "turn_efficiency", gate) == 3


def test_judging_in_another_order_gives_the_same_rows(unheard: Plays, elena: User) -> None:
    games = [unheard(elena, *way) for way in (LONG_WAY, HOME, BROKEN, HOME)]
    for game in games:
        verify_session(session_id=game.pk)
    forwards = {model: rows(model) for model in TABLES}
    for model in TABLES:
        model._default_manager.all().delete()
    for game in reversed(games):
        verify_session(session_id=game.pk)
    assert {model: rows(model) for model in TABLES} == forwards
