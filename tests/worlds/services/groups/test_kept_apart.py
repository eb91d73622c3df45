"""A block between two people is in the way of following and of parties, whoever made it."""

from __future__ import annotations

import pytest

from common.errors import NotFound
from relations.models import Block
from relations.services.blocks import block_player
from tests.worlds.services.groups.conftest import MakesWalkers, Told
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


def test_a_block_ends_that_either_follows_the_other_and_both_hear_of_it(walkers: MakesWalkers, told: Told) -> None:
    ann, bo, cy = walkers(3)
    bo.follows(ann)
    cy.follows(ann)
    block_player(user_id=ann.user_id, other=bo.short_id)
    assert (bo.place.trails_id, cy.place.trails_id) == (None, ann.place.pk)
    assert told.by(ann, "follow_state")[-1]["followers"] == [cy.short_id]
    assert told.by(bo, "follow_state")[-1]["following"] is None
    block_player(user_id=cy.user_id, other=ann.short_id)
    assert cy.place.trails_id is None


def test_a_block_takes_back_what_one_has_asked_of_the_other(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    trailing.ask_to_follow(**ann.me, player=bo.short_id)
    parties.invite_to_party(**ann.me, player=cy.short_id)
    block_player(user_id=bo.user_id, other=ann.short_id)
    assert (bo.place.party_asks_id, ann.place.asks_id) == (None, None)
    assert cy.place.party_asks_id == ann.place.pk


@pytest.mark.parametrize("leads", ["blocker", "blocked", "neither"])
def test_a_block_ends_that_both_are_of_one_party_and_leaves_the_third(
    walkers: MakesWalkers, told: Told, leads: str
) -> None:
    ann, bo, cy = walkers(3)
    leader, *members = {"blocker": (ann, bo, cy), "blocked": (bo, ann, cy), "neither": (cy, ann, bo)}[leads]
    for one in members:
        parties.invite_to_party(**leader.me, player=one.short_id)
        parties.accept_party(**one.me)
    block_player(user_id=ann.user_id, other=bo.short_id)
    out = bo if leads == "blocker" else ann
    assert out.place.party_id is None
    assert {one.place.party_id for one in (ann, bo, cy) if one is not out} == {leader.place.pk}
    assert out.short_id not in told.by(leader, "party_state")[-1]["members"]


def test_who_is_apart_from_a_member_is_not_let_into_the_party(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    parties.accept_party(**bo.me)
    parties.invite_to_party(**ann.me, player=cy.short_id)
    Block.objects.create(blocker_id=bo.user_id, blocked_id=cy.user_id)
    with pytest.raises(NotFound):
        parties.accept_party(**cy.me)
    parties.decline_party(**cy.me)
    with pytest.raises(NotFound):
        parties.invite_to_party(**ann.me, player=cy.short_id)
