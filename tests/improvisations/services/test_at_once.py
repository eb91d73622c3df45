"""Two at the same moment: row locks decide, so these run on a database that has them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import pytest
from django.db import connection, transaction

from common.errors import KleeneError
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services import drafts, reviewing, transitions
from improvisations.services.errors import AlreadyPending, IllegalTransition, StaleVersion
from improvisations.services.texts import Words, words_of
from profiles.models import User
from tests.improvisations.conftest import Shares
from tests.worlds.services.at_once import wait_until_somebody_waits
from tests.worlds.services.shared_worlds.counting_world import at_once

Came = TypeVar("Came")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def outcome(act: Callable[[], Improvisation]) -> str:
    try:
        return str(act().status)
    except KleeneError as refusal:
        return type(refusal).__name__


def test_of_two_decisions_one_wins_and_the_other_is_told(shared: Improvisation, mira: User, noor: User) -> None:
    acts = (
        partial(reviewing.approve_idea, improvisation_id=shared.pk, moderator_id=mira.pk, version=1),
        partial(reviewing.reject_idea, improvisation_id=shared.pk, moderator_id=noor.pk, version=1),
    )
    came_to = sorted(at_once(partial(outcome, act) for act in acts))
    status = Improvisation.objects.get().status
    assert came_to == sorted([StaleVersion.__name__, status])
    assert ImprovisationMove.objects.count() == {"approved": 3, "rejected": 2}[status]


def test_of_two_claims_one_holds(shared: Improvisation, mira: User, noor: User) -> None:
    claims = (partial(reviewing.claim_idea, improvisation_id=shared.pk, moderator_id=user.pk) for user in (mira, noor))
    assert sorted(at_once(partial(outcome, claim) for claim in claims)) == ["Claimed", "under_review"]
    assert ImprovisationMove.objects.filter(to_status="under_review").count() == 1


def test_of_four_approvals_three_find_it_done(shared: Improvisation, mira: User) -> None:
    approve = partial(reviewing.approve_idea, improvisation_id=shared.pk, moderator_id=mira.pk)
    came_to = sorted(at_once([partial(outcome, approve)] * 4))
    assert came_to == [IllegalTransition.__name__] * 3 + ["approved"]


def test_of_four_shares_from_one_scene_one_waits(shares: Shares) -> None:
    share = partial(shares, "I whistle.", narrative_response="It echoes.", classification="limbo")
    came_to = sorted(at_once([partial(outcome, share)] * 4))
    assert came_to == [AlreadyPending.__name__] * 3 + ["submitted"]
    assert Improvisation.objects.count() == 1


def alone(act: Callable[[], Came]) -> Came:
    """On a connection of this thread's own."""
    try:
        return act()
    finally:
        connection.close()


@pytest.fixture
def rejected(shares: Shares, mira: User) -> Improvisation:
    row = shares("I whistle.", narrative_response="It echoes.", classification="limbo")
    return reviewing.reject_idea(improvisation_id=row.pk, moderator_id=mira.pk, notes="Say how.")


def while_it_is_edited(row: Improvisation, act: Callable[[], Came]) -> Came:
    """What `act` comes to that has begun to wait for the row before its author's edit of it is committed."""
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            drafts.resubmit_draft(
                user_id=row.author_id,
                improvisation_id=row.pk,
                player_input="I sing.",
                narrative_response="It hums.",
            )
            waiting = threads.submit(alone, act)
            wait_until_somebody_waits()
        return waiting.result(timeout=10)


def test_who_waited_for_an_edit_is_told_of_it(rejected: Improvisation, mira: User) -> None:
    approve = partial(
        reviewing.approve_idea, improvisation_id=rejected.pk, moderator_id=mira.pk, version=rejected.version
    )
    assert while_it_is_edited(rejected, partial(outcome, approve)) == StaleVersion.__name__


def test_who_waited_for_an_edit_has_the_words_as_they_are_now(rejected: Improvisation) -> None:
    def words() -> Words:
        with transaction.atomic():
            return words_of(transitions.lock_improvisation(rejected.pk))

    found = while_it_is_edited(rejected, words)
    assert (found.input, found.response) == ("I sing.", "It hums.")
