"""The pipeline: who may do what to what, in which order, and that it is all written down."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from common.errors import InvalidInput, NotFound
from improvisations import signals
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services import drafts, reviewing, transitions
from improvisations.services.errors import (
    AlreadyPending,
    Claimed,
    IllegalTransition,
    NothingChanged,
    OwnIdea,
    StaleVersion,
)
from profiles.models import User
from tests.improvisations.conftest import TRIED, Shares

Steps = list[tuple[str, str, str]]


def history(row: Improvisation) -> Steps:
    return [
        (move.from_status, move.to_status, move.by.username if move.by else "")
        for move in row.moves.select_related("by")
    ]


def fresh(row: Improvisation) -> Improvisation:
    return Improvisation.objects.get(pk=row.pk)


def test_approving_at_once_goes_by_way_of_review(shared: Improvisation, mira: User) -> None:
    reviewing.approve_idea(improvisation_id=shared.short_id, moderator_id=mira.pk, notes="Lovely.")
    row = fresh(shared)
    assert history(row) == [
        ("", "submitted", "elena"),
        ("submitted", "under_review", "mira"),
        ("under_review", "approved", "mira"),
    ]
    assert (row.status, row.version, row.reviewer, row.reviewer_notes) == ("approved", 3, mira, "Lovely.")
    assert row.reviewed_at is not None
    assert row.claimed_by is None


def test_rejecting_keeps_the_reason(shared: Improvisation, mira: User) -> None:
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Say how.")
    assert history(fresh(shared))[1:] == [("submitted", "rejected", "mira")]
    last = ImprovisationMove.objects.last()
    assert last is not None
    assert last.why == "Say how."


def test_what_reviewers_write_holds_nothing_that_cannot_be_seen(shared: Improvisation, mira: User) -> None:
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Say \u202ehow\u2028and\u200b why.")
    last = ImprovisationMove.objects.last()
    assert last is not None
    assert fresh(shared).reviewer_notes == last.why == "Say how\nand why."


def test_a_claim_keeps_other_moderators_off(shared: Improvisation, mira: User, noor: User) -> None:
    held = reviewing.claim_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    assert (held.status, held.version, held.claimed_by_id) == ("under_review", 2, mira.pk)
    for act in (reviewing.claim_idea, reviewing.approve_idea, reviewing.reject_idea):
        with pytest.raises(Claimed) as refused:
            act(improvisation_id=shared.pk, moderator_id=noor.pk)
        assert str(refused.value.details["until"]).endswith("Z")
    assert history(fresh(shared)) == [("", "submitted", "elena"), ("submitted", "under_review", "mira")]


def test_claiming_again_begins_the_time_anew_and_moves_nothing(shared: Improvisation, mira: User) -> None:
    reviewing.claim_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    Improvisation.objects.update(claim_expires_at=timezone.now() + timedelta(seconds=5))
    again = reviewing.claim_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    assert again.version == 2
    expires = fresh(shared).claim_expires_at
    assert expires is not None
    assert expires > timezone.now() + timedelta(minutes=14)


def test_an_expired_claim_is_taken_over_and_the_first_holder_is_told(
    shared: Improvisation, mira: User, noor: User
) -> None:
    seen = reviewing.claim_idea(improvisation_id=shared.pk, moderator_id=mira.pk).version
    Improvisation.objects.update(claim_expires_at=timezone.now() - timedelta(seconds=1))
    taken = reviewing.claim_idea(improvisation_id=shared.pk, moderator_id=noor.pk)
    assert (taken.claimed_by_id, taken.version) == (noor.pk, seen + 1)
    assert history(fresh(shared))[-1] == ("under_review", "under_review", "noor")
    with pytest.raises(StaleVersion):
        reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk, version=seen)


def test_a_claim_given_back_is_free_for_others(shared: Improvisation, mira: User, noor: User) -> None:
    reviewing.claim_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    reviewing.release_idea(improvisation_id=shared.pk, moderator_id=noor.pk)
    with pytest.raises(Claimed):
        reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=noor.pk)
    reviewing.release_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    assert reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=noor.pk).status == "approved"


def test_who_has_seen_an_older_version_is_refused(shared: Improvisation, mira: User, noor: User) -> None:
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, version=1)
    with pytest.raises(StaleVersion) as refused:
        reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=noor.pk, version=1)
    assert refused.value.details == {"version": 2, "status": "rejected"}


Act = Callable[[Improvisation, User], object]


def approve(row: Improvisation, by: User) -> object:
    return reviewing.approve_idea(improvisation_id=row.pk, moderator_id=by.pk)


def reject(row: Improvisation, by: User) -> object:
    return reviewing.reject_idea(improvisation_id=row.pk, moderator_id=by.pk)


def claim(row: Improvisation, by: User) -> object:
    return reviewing.claim_idea(improvisation_id=row.pk, moderator_id=by.pk)


def hand_in(row: Improvisation, by: User) -> object:
    return drafts.resubmit_draft(user_id=row.author_id, improvisation_id=row.pk, player_input="I sing.")


ILLEGAL = [
    *((status, act) for status in ("approved", "integrated", "rejected") for act in (approve, reject, claim)),
    *((status, hand_in) for status in ("submitted", "under_review", "approved", "integrated")),
]


@pytest.mark.parametrize(("status", "act"), ILLEGAL)
def test_every_other_move_is_refused_and_changes_nothing(
    shared: Improvisation, mira: User, status: str, act: Act
) -> None:
    Improvisation.objects.update(status=status)
    before = Improvisation.objects.values().get()
    with pytest.raises(IllegalTransition) as refused:
        act(shared, mira)
    assert refused.value.details["status"] == status
    assert Improvisation.objects.values().get() == before
    assert ImprovisationMove.objects.count() == 1


def test_what_is_not_there_is_not_found(mira: User) -> None:
    for unknown in (uuid.uuid4(), "imp_aaaaaaaa", "nonsense"):
        with pytest.raises(NotFound):
            transitions.lock_improvisation(unknown)


def test_history_is_never_edited(shared: Improvisation) -> None:
    with pytest.raises(TypeError):
        shared.moves.update(why="")
    with pytest.raises(TypeError):
        shared.moves.all().delete()


def test_an_edited_draft_is_submitted_again(shared: Improvisation, mira: User, elena: User) -> None:
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Say how.")
    row = drafts.resubmit_draft(
        user_id=elena.pk, improvisation_id=shared.short_id, player_input="I hum until he smiles.", version=2
    )
    assert (row.status, row.version, row.is_verified) == ("submitted", 3, True)
    assert fresh(shared).input_text.text == "I hum until he smiles."
    submitted = [move.text.text for move in row.moves.select_related("text") if move.text]
    assert submitted == [TRIED, "I hum until he smiles."]
    assert history(fresh(shared))[-1] == ("rejected", "submitted", "elena")


def test_a_draft_must_be_edited(shared: Improvisation, mira: User, elena: User) -> None:
    reject(shared, mira)
    with pytest.raises(NothingChanged):
        drafts.resubmit_draft(user_id=elena.pk, improvisation_id=shared.pk, player_input=f" {TRIED} ")


def test_the_logs_answer_cannot_be_edited(shared: Improvisation, mira: User, elena: User) -> None:
    reject(shared, mira)
    with pytest.raises(InvalidInput):
        drafts.resubmit_draft(
            user_id=elena.pk, improvisation_id=shared.pk, player_input="I sing.", narrative_response="Gold!"
        )


def test_somebody_else_cannot_hand_it_in(shared: Improvisation, mira: User, stranger: User) -> None:
    reject(shared, mira)
    with pytest.raises(NotFound):
        drafts.resubmit_draft(user_id=stranger.pk, improvisation_id=shared.pk, player_input="I sing.")


def test_a_draft_is_screened_and_counted_like_any(
    shared: Improvisation, shares: Shares, mira: User, elena: User
) -> None:
    reject(shared, mira)
    waiting = shares("I whistle.", narrative_response="Nothing.", classification="limbo")
    with pytest.raises(AlreadyPending):
        drafts.resubmit_draft(user_id=elena.pk, improvisation_id=shared.pk, player_input="I sing.")
    reject(waiting, mira)
    row = drafts.resubmit_draft(user_id=elena.pk, improvisation_id=shared.pk, player_input="I sing like shit.")
    assert row.is_flagged


def test_the_apps_above_hear_of_each_decision_once(
    shared: Improvisation, mira: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    heard: list[str] = []

    def hear(signal: object, **news: object) -> None:
        heard.extend(name for name, known in vars(signals).items() if known is signal)

    told = (signals.improvisation_submitted, signals.improvisation_approved, signals.improvisation_rejected)
    for signal in told:
        signal.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            approve(shared, mira)
    finally:
        for signal in told:
            signal.disconnect(hear)
    assert heard == ["improvisation_approved"]


def test_nobody_approves_an_idea_of_their_own_but_whoever_runs_the_site(shared: Improvisation, elena: User) -> None:
    with pytest.raises(OwnIdea):
        reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=elena.pk)
    User.objects.filter(pk=elena.pk).update(is_superuser=True)
    assert reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=elena.pk).status == "approved"
