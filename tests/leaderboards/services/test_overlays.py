"""What one world alone was given does not score."""

from __future__ import annotations

import pytest

from leaderboards.models import Judgement, LeaderboardEntry
from leaderboards.services.verification import verify_session
from profiles.models import User
from tests.leaderboards.conftest import HOME, Plays
from worlds.models import GameSession, Scenario, ScenarioRevision
from worlds.services.membership import creating

pytestmark = pytest.mark.django_db


def test_a_game_in_an_overlay_does_not_score(unheard: Plays, elena: User, kael: User, gate: Scenario) -> None:
    newest = gate.newest
    assert newest is not None
    session = unheard(elena, *HOME)
    overlay = ScenarioRevision.objects.create(
        scenario=gate,
        number=2,
        content_text=newest.content_text,
        content_hash=newest.content_hash,
        origin=ScenarioRevision.Origin.OVERLAY,
        world=creating.create_world(user_id=kael.pk, scenario_slug="gate").world,
    )
    GameSession.objects.filter(pk=session.pk).update(revision=overlay)
    verify_session(session_id=session.pk)
    assert Judgement.objects.get().verdict == Judgement.Verdict.UNCURATED
    assert not LeaderboardEntry.objects.exists()
