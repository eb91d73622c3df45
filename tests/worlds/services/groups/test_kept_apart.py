"""A block between two people is in the way of following and of parties, whoever made it."""

from __future__ import annotations

import pytest

from common.errors import NotFound
from relations.services.blocks import block_player
from tests.worlds.services.groups.conftest import MakesWalkers
from worlds.services.groups import parties, trailing

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_of_two_follows_or_invites_the_other(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    block_player(user_id=ann.user_id, other=bo.short_id)
    for one, other in ((ann, bo), (bo, ann)):
        with pytest.raises(NotFound):
            trailing.ask_to_follow(**one.me, player=other.short_id)
        with pytest.raises(NotFound):
            parties.invite_to_party(**one.me, player=other.short_id)


def test_a_block_after_the_request_is_in_the_way_of_accepting_it(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    trailing.ask_to_follow(**bo.me, player=ann.short_id)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    block_player(user_id=ann.user_id, other=bo.short_id)
    with pytest.raises(NotFound):
        trailing.accept_follower(**ann.me)
    with pytest.raises(NotFound):
        parties.accept_party(**bo.me)
