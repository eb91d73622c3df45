"""Two at the same moment: row locks decide, so these run on a database that has them."""

from collections.abc import Callable
from functools import partial

import pytest

from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services import reviewing
from improvisations.services.errors import AlreadyPending, IllegalTransition, StaleVersion
from kleene_site.common.errors import KleeneError
from profiles.models import User
from tests.improvisations.conftest import Shares
from tests.worlds.services.shared.tally import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def outcome(act: Callable[[], Improvisation]) -> str:
    try:
        return str(act().status)
    except KleeneError as refusal:
        return type(refusal).__name__


def test_of_two_decisions_one_wins_and_the_other_is_told(shared: Improvisation, mira: User, noor: User) -> None:
    acts = (
        partial(reviewing.approve, improvisation_id=shared.pk, moderator_id=mira.pk, version=1),
        partial(reviewing.reject, improvisation_id=shared.pk, moderator_id=noor.pk, version=1),
    )
    came_to = sorted(at_once(partial(outcome, act) for act in acts))
    status = Improvisation.objects.get().status
    assert came_to == sorted([StaleVersion.__name__, status])
    assert ImprovisationMove.objects.count() == {"approved": 3, "rejected": 2}[status]


def test_of_two_claims_one_holds(shared: Improvisation, mira: User, noor: User) -> None:
    claims = (partial(reviewing.claim, improvisation_id=shared.pk, moderator_id=user.pk) for user in (mira, noor))
    assert sorted(at_once(partial(outcome, claim) for claim in claims)) == ["Claimed", "under_review"]
    assert ImprovisationMove.objects.filter(to_status="under_review").count() == 1


def test_of_four_approvals_three_find_it_done(shared: Improvisation, mira: User) -> None:
    approve = partial(reviewing.approve, improvisation_id=shared.pk, moderator_id=mira.pk)
    came_to = sorted(at_once([partial(outcome, approve)] * 4))
    assert came_to == [IllegalTransition.__name__] * 3 + ["approved"]


def test_of_four_shares_from_one_scene_one_waits(shares: Shares) -> None:
    share = partial(shares, "I whistle.", narrative_response="It echoes.", classification="limbo")
    came_to = sorted(at_once([partial(outcome, share)] * 4))
    assert came_to == [AlreadyPending.__name__] * 3 + ["submitted"]
    assert Improvisation.objects.count() == 1
