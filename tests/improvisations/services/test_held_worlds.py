"""A collaborative world whose row somebody keeps to themselves: moderators and members are told to come again."""

import pytest

from common.errors import Unavailable
from improvisations.services import endorsing, reviewing
from profiles.models import User
from tests.improvisations.together import Opens, joins, shares
from tests.worlds.services.shared_worlds.holding import held, world_row
from worlds.services.turns import locks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LONGEST_WAIT", 0.1)


def test_who_approves_waits_no_longer_than_anybody(opens: Opens, elena: User, kael: User, mira: User) -> None:
    opened = opens()
    joins(kael, opened)
    idea = shares(elena, opened.session)
    with held(world_row(opened.world.pk)), pytest.raises(Unavailable):
        reviewing.approve_idea(improvisation_id=idea.pk, moderator_id=mira.pk)
    idea.refresh_from_db()
    assert idea.status == "submitted"
    reviewing.approve_idea(improvisation_id=idea.pk, moderator_id=mira.pk)
    assert idea.integrations.filter(world=opened.world).exists()


def test_the_voice_that_makes_the_quorum_is_not_lost(opens: Opens, elena: User, kael: User, noor: User) -> None:
    opened = opens(quorum=2)
    joins(kael, opened)
    joins(noor, opened)
    idea = shares(elena, opened.session)
    endorsing.endorse_improvisation(user_id=kael.pk, improvisation_id=idea.pk)
    with held(world_row(opened.world.pk)), pytest.raises(Unavailable):
        endorsing.endorse_improvisation(user_id=noor.pk, improvisation_id=idea.pk)
    assert idea.endorsements.count() == 1
    endorsing.endorse_improvisation(user_id=noor.pk, improvisation_id=idea.pk)
    assert idea.integrations.filter(world=opened.world).exists()
