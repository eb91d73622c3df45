"""Parties: who is in, who leads, how they end, and who hears what is said in them."""

from __future__ import annotations

import pytest

from tests.worlds.services.groups.conftest import MakesWalkers, Told, Walker, later
from worlds.models import SharedWorld
from worlds.services import chat
from worlds.services.groups import parties
from worlds.services.groups.errors import (
    AlreadyAsked,
    AlreadyInParty,
    NothingAsked,
    NotInParty,
    NotTheLeader,
    PartyFull,
)
from worlds.services.membership import archiving, leaving

pytestmark = pytest.mark.django_db(transaction=True)


def join(leader: Walker, *others: Walker) -> None:
    for other in others:
        parties.invite_to_party(**leader.me, player=other.short_id)
        parties.accept_party(**other.me)


def test_an_invitation_begins_a_party_and_accepting_it_joins(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    asked = {"members": [ann.short_id], "leader": ann.short_id, "invited": [bo.short_id]}
    assert (told.by(ann, "party_state"), told.by(bo, "party_state")) == ([asked], [asked])
    parties.accept_party(**bo.me)
    both = {"members": [ann.short_id, bo.short_id], "leader": ann.short_id, "invited": []}
    assert (told.by(ann, "party_state")[-1], told.by(bo, "party_state")[-1]) == (both, both)


def test_an_invitation_ends_by_itself(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    with pytest.raises(AlreadyAsked):
        parties.invite_to_party(**ann.me, player=bo.short_id)
    later(bo, party_asked_at=61)
    with pytest.raises(NothingAsked):
        parties.accept_party(**bo.me)
    assert parties.party_state(**ann.me).invited == []


def test_an_invitation_that_is_declined_is_over(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    parties.decline_party(**bo.me)
    assert told.by(bo, "party_state")[-1] == {"members": [], "leader": None, "invited": []}
    with pytest.raises(NothingAsked):
        parties.accept_party(**bo.me)


def test_only_the_leader_invites_and_nobody_is_in_two(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    join(ann, bo)
    with pytest.raises(NotTheLeader):
        parties.invite_to_party(**bo.me, player=cy.short_id)
    with pytest.raises(AlreadyInParty):
        parties.invite_to_party(**cy.me, player=bo.short_id)
    with pytest.raises(AlreadyInParty):
        parties.create_party(**bo.me)


def test_a_party_has_no_more_members_than_the_world_has_seats(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    join(ann, bo)
    SharedWorld.objects.filter(pk=ann.world_id).update(player_count=2, max_players=2)
    with pytest.raises(PartyFull):
        parties.invite_to_party(**ann.me, player=cy.short_id)


def test_the_leader_puts_members_out_and_takes_invitations_back(walkers: MakesWalkers, told: Told) -> None:
    ann, bo, cy = walkers(3)
    join(ann, bo)
    with pytest.raises(NotTheLeader):
        parties.kick_from_party(**bo.me, player=ann.short_id)
    parties.invite_to_party(**ann.me, player=cy.short_id)
    parties.kick_from_party(**ann.me, player=cy.short_id)
    state = parties.kick_from_party(**ann.me, player=bo.short_id)
    assert (state.members, state.invited) == ([ann.short_id], [])
    assert told.by(bo, "party_state")[-1]["leader"] is None
    with pytest.raises(NotInParty):
        parties.kick_from_party(**ann.me, player=bo.short_id)


def test_a_leader_who_leaves_hands_the_party_on_with_its_invitations(walkers: MakesWalkers) -> None:
    ann, bo, cy, di = walkers(4)
    join(ann, bo, cy)
    parties.invite_to_party(**ann.me, player=di.short_id)
    parties.leave_party(**ann.me)
    assert parties.accept_party(**di.me).members == [bo.short_id, cy.short_id, di.short_id]
    leaving.leave_world(user_id=bo.user_id, world_id=bo.world_id)
    assert parties.party_state(**di.me).members == [cy.short_id, di.short_id]


def test_a_party_that_is_disbanded_is_gone_for_everybody(walkers: MakesWalkers, told: Told) -> None:
    ann, bo, cy = walkers(3)
    join(ann, bo)
    parties.invite_to_party(**ann.me, player=cy.short_id)
    parties.disband_party(**ann.me)
    for one in (ann, bo, cy):
        assert told.by(one, "party_state")[-1] == {"members": [], "leader": None, "invited": []}
        assert (one.place.party_id, one.place.party_asks_id) == (None, None)
    with pytest.raises(NotInParty):
        parties.leave_party(**bo.me)


def test_a_world_that_ends_ends_its_parties(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    join(ann, bo)
    archiving.archive_world(user_id=ann.user_id, world_id=ann.world_id)
    assert (ann.place.party_id, bo.place.party_id) == (None, None)


def test_what_is_said_in_a_party_its_members_hear(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    with pytest.raises(NotInParty):
        chat.send_message(**ann.me, text="psst", channel="party")
    join(ann, bo)
    said = chat.send_message(**ann.me, text="psst", channel="party").event
    assert (said.payload["channel"], set(said.audience or ())) == ("party", {str(ann.user_id), str(bo.user_id)})
    join(ann, cy)
    assert chat.chat_history(**cy.me) == []
    assert len(chat.chat_history(**bo.me)) == 1
