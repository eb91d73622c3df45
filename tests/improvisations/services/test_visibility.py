"""What is read of an improvisation, and what is left where it is."""

from improvisations.models import Improvisation
from improvisations.services import visibility
from profiles.models import User


def test_a_list_reads_no_state_of_a_game(shared: Improvisation, elena: User) -> None:
    for rows in (visibility.review_queue(status="submitted"), visibility.own_list(user_id=elena.pk)):
        [row] = rows
        assert row == shared
        assert "state" in row.session.get_deferred_fields()
        assert row.session.short_id == shared.session.short_id
