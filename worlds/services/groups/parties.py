"""Parties: players of one world who stay in touch. One leads; each of these is one transaction, under the world's lock.

A party is bounded by the world's seats. An invitation holds for GROUP_REQUEST_SECONDS, and a player has one at a time.
"""

from __future__ import annotations

import uuid

from django.db import transaction

from worlds.event_types.ephemeral import PartyState
from worlds.models import WorldParticipant
from worlds.services.budgets import INVITATIONS
from worlds.services.groups.bonds import Bonds, is_open, lock_bonds
from worlds.services.groups.errors import (
    AlreadyAsked,
    AlreadyInParty,
    NothingAsked,
    NotInParty,
    NotTheLeader,
    PartyFull,
)
from worlds.services.groups.keeping_apart import require_not_apart


@transaction.atomic
def create_party(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> PartyState:
    """Begin a party as its leader. Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived, AlreadyInParty."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    _begin(bonds)
    bonds.save()
    bonds.tell_party(bonds.me.pk)
    return bonds.party_state(bonds.me)


@transaction.atomic
def invite_to_party(*, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str) -> PartyState:
    """Invite another player of the world into the party that one leads, which begins with this if there is none.

    Raises as `create_party`, and NotTheLeader, AlreadyInParty, AlreadyAsked, PartyFull, RateLimited, InvalidInput for oneself.
    """
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    other = bonds.named(player)
    require_not_apart(other, bonds.me, *bonds.party(bonds.me.party_id)[1:])
    if bonds.me.party_id is None:
        _begin(bonds)
    _require_leader(bonds)
    if other.party_id is not None:
        raise AlreadyInParty
    if other.party_asks_id is not None and is_open(other.party_asked_at):
        raise AlreadyAsked
    if len(bonds.party(bonds.me.pk)) + len(bonds.invited(bonds.me.pk)) >= bonds.world.max_players:
        raise PartyFull
    INVITATIONS.spend(str(user_id))
    bonds.set_invitation(other, bonds.me)
    bonds.save()
    bonds.tell_party(bonds.me.pk)
    return bonds.party_state(bonds.me)


@transaction.atomic
def accept_party(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> PartyState:
    """Become a member of the party that invites. Raises as `create_party`, and NothingAsked."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    leader = _inviter(bonds)
    require_not_apart(bonds.me, *bonds.party(leader.pk))
    if bonds.me.party_id is not None:
        raise AlreadyInParty
    bonds.set_party(bonds.me, leader)
    bonds.save()
    bonds.tell_party(leader.pk)
    return bonds.party_state(bonds.me)


@transaction.atomic
def decline_party(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> PartyState:
    """Refuse the invitation. Raises as `party_state`, and NothingAsked."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    leader = _inviter(bonds)
    bonds.set_invitation(bonds.me, None)
    bonds.save()
    bonds.tell_party(leader.pk, bonds.me)
    return bonds.party_state(bonds.me)


@transaction.atomic
def kick_from_party(*, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str) -> PartyState:
    """Put a member out of the party that one leads, or take an invitation back. Raises as `invite_to_party`; NotInParty."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    other = bonds.named(player)
    _require_leader(bonds)
    if other not in (*bonds.party(bonds.me.pk), *bonds.invited(bonds.me.pk)):
        raise NotInParty("That player is not in your party.")
    bonds.set_party(other, None)
    bonds.save()
    bonds.tell_party(bonds.me.pk, other)
    return bonds.party_state(bonds.me)


@transaction.atomic
def leave_party(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> PartyState:
    """Leave one's party; the longest member leads one that its leader leaves. Raises as `party_state`, and NotInParty."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    if bonds.me.party_id is None:
        raise NotInParty
    drop_member(bonds, bonds.me)
    bonds.save()
    return bonds.party_state(bonds.me)


@transaction.atomic
def disband_party(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> PartyState:
    """End the party that one leads. Raises as `party_state`, and NotInParty, NotTheLeader."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    _require_leader(bonds)
    everybody = [*bonds.party(bonds.me.pk), *bonds.invited(bonds.me.pk)]
    for place in everybody:
        bonds.set_party(place, None)
    bonds.save()
    bonds.tell_party(None, *everybody)
    return bonds.party_state(bonds.me)


@transaction.atomic
def party_state(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> PartyState:
    """One's party, or the one that invites. Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    return bonds.party_state(bonds.me)


def drop_member(bonds: Bonds, place: WorldParticipant) -> None:
    """Take somebody out of their party and tell its members; saves nothing. A party of which nobody is left is gone."""
    members = [one for one in bonds.party(place.party_id) if one is not place]
    waiting = bonds.invited(place.party_id)
    leader = members[0] if members else None
    bonds.set_party(place, None)
    for member in members:
        bonds.set_party(member, leader)
    for one in waiting:
        asked_at = one.party_asked_at
        bonds.set_invitation(one, leader)
        one.party_asked_at = asked_at if leader else None
    bonds.tell_party(None if leader is None else leader.pk, place, *waiting)


def _begin(bonds: Bonds) -> None:
    if bonds.me.party_id is not None:
        raise AlreadyInParty("You are in a party already.")
    if bonds.me.party_asks_id is not None and is_open(bonds.me.party_asked_at):
        raise AlreadyAsked("A party invites you. Accept or decline first.")
    bonds.set_party(bonds.me, bonds.me)


def _require_leader(bonds: Bonds) -> None:
    if bonds.me.party_id is None:
        raise NotInParty
    if bonds.me.party_id != bonds.me.pk:
        raise NotTheLeader


def _inviter(bonds: Bonds) -> WorldParticipant:
    me = bonds.me
    leader = bonds.places.get(me.party_asks_id) if me.party_asks_id is not None else None
    if leader is None or leader.party_id != leader.pk or not is_open(me.party_asked_at):
        raise NothingAsked
    return leader
