"""What profiles are told."""

from improvisations.models import Improvisation
from improvisations.services import counts, reviewing
from improvisations.services.counts import Share, Tally
from profiles.models import User
from tests.improvisations.conftest import Shares


def test_what_was_shared_and_accepted_is_counted(
    shared: Improvisation, shares: Shares, elena: User, mira: User, stranger: User
) -> None:
    assert counts.tally_of(elena.pk) == Tally(shared=1, accepted=0)
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    other = shares("I whistle.", narrative_response="Nothing.", classification="limbo")
    assert counts.tally_of(elena.pk) == Tally(shared=2, accepted=1)
    reviewing.reject_idea(improvisation_id=other.pk, moderator_id=mira.pk)
    assert counts.tally_of(elena.pk) == Tally(shared=2, accepted=1)
    assert counts.tally_of(stranger.pk) == Tally(shared=0, accepted=0)


def test_activity_tells_where_and_when_of_what_still_stands(shared: Improvisation, elena: User, mira: User) -> None:
    assert counts.recent_shares(elena.pk, 5) == [Share("gate", "road", shared.created_at)]
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    assert counts.recent_shares(elena.pk, 5) == []
