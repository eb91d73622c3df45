"""The board of improvisations counts those that moderators approved, whether it heard of them or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from improvisations.models import Improvisation
from improvisations.services import reviewing, sharing
from improvisations.services.evidence import Statement
from leaderboards.models import LeaderboardEntry
from leaderboards.services.catch_up import catch_up_lately, verify_waiting
from profiles.models import User
from tests.leaderboards.conftest import Commits, standing
from tests.staff import moderator
from worlds.models import Scenario
from worlds.services.games import sessions
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

ACCEPTED = "improvisation_accepted"


@pytest.fixture
def mira(db: None) -> User:
    return moderator("mira")


@pytest.fixture
def shared(elena: User, gate: Scenario) -> Improvisation:
    words = "I hum an old song until the keeper smiles."
    game = sessions.start_solo(user_id=elena.pk, scenario_slug=gate.slug)
    playing.play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(input=words))
    statement = Statement(node_id="road", player_input=words)
    return sharing.share_improvisation(
        user_id=elena.pk, session_id=game.pk, scenario_slug=gate.slug, statement=statement
    )


@pytest.fixture
def approved(shared: Improvisation, mira: User) -> Improvisation:
    """Approved by somebody whose news were lost on the way."""
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    return shared


def test_what_is_approved_counts_at_once_for_its_story_and_for_all(
    shared: Improvisation, mira: User, elena: User, gate: Scenario, django_capture_on_commit_callbacks: Commits
) -> None:
    assert standing(elena, ACCEPTED) is None
    with django_capture_on_commit_callbacks(execute=True):
        reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    assert standing(elena, ACCEPTED) == standing(elena, ACCEPTED, gate) == 1


def test_what_is_rejected_counts_nowhere(
    shared: Improvisation, mira: User, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Half a joke.")
    assert verify_waiting() == ""
    assert not LeaderboardEntry.objects.exists()


@pytest.mark.usefixtures("approved")
def test_an_approval_that_nobody_heard_of_is_found_by_the_worker_once(elena: User) -> None:
    assert standing(elena, ACCEPTED) is None
    assert catch_up_lately() == "judged 0 games, counted 1 players again"
    assert standing(elena, ACCEPTED) == 1
    assert catch_up_lately() == ""


def test_an_old_approval_is_found_by_the_rare_round(approved: Improvisation, elena: User) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    Improvisation.objects.filter(pk=approved.pk).update(reviewed_at=long_ago)
    assert catch_up_lately() == ""
    assert verify_waiting() == "judged 0 games, counted 1 players again"
    assert standing(elena, ACCEPTED) == 1
