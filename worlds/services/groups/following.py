"""Following another player about: asking, answering, and ending it. Each of these is one transaction, under the world's lock.

A request holds for GROUP_REQUEST_SECONDS. A player has one open request, and follows one player.
"""

from __future__ import annotations

import uuid

from django.db import transaction

from worlds.event_types.ephemeral import FollowRequest, FollowState
from worlds.models import WorldParticipant
from worlds.rules.trailing import would_circle
from worlds.services.budgets import INVITATIONS
from worlds.services.groups.bonds import Bonds, is_open, lock_bonds
from worlds.services.groups.errors import AlreadyAsked, AlreadyFollowing, NotFollowing, NothingAsked, WouldCircle
from worlds.services.groups.keeping_apart import require_not_apart


@transaction.atomic
def ask_to_follow(*, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str) -> FollowState:
    """Ask another player of the world whether one may follow them; they are told.

    Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived, InvalidInput for oneself, AlreadyFollowing, AlreadyAsked,
    WouldCircle, RateLimited.
    """
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    me, leader = bonds.me, bonds.named(player)
    require_not_apart(me, leader)
    if me.trails_id is not None:
        raise AlreadyFollowing
    if me.asks_id is not None and is_open(me.asked_at):
        raise AlreadyAsked
    _refuse_circle(bonds, me, leader)
    INVITATIONS.spend(str(user_id))
    bonds.set_request(me, leader)
    bonds.save()
    bonds.tell(leader, FollowRequest(asker=me.user.short_id))
    return bonds.follow_state(me)


@transaction.atomic
def accept_follower(*, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str | None = None) -> FollowState:
    """Let the player follow who has asked to, or whoever has asked last. Both are told.

    Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived, NothingAsked, WouldCircle.
    """
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    asker = _asker(bonds, player)
    require_not_apart(asker, bonds.me)
    _refuse_circle(bonds, asker, bonds.me)
    bonds.set_trailing(asker, bonds.me)
    bonds.save()
    bonds.tell_trailing(asker, bonds.me)
    return bonds.follow_state(bonds.me)


@transaction.atomic
def decline_follower(*, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str | None = None) -> FollowState:
    """Refuse who has asked to follow, or whoever has asked last; they are told. Raises as `accept_follower`."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    asker = _asker(bonds, player)
    bonds.set_request(asker, None)
    bonds.save()
    bonds.tell_trailing(asker, reason=f"{bonds.me.known_as} would rather go alone.")
    return bonds.follow_state(bonds.me)


@transaction.atomic
def unfollow_leader(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> FollowState:
    """Follow nobody any longer, and take back a request that is open. Raises as `follow_state`, and NotFollowing."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    if bonds.me.trails_id is None and not (bonds.me.asks_id is not None and is_open(bonds.me.asked_at)):
        raise NotFollowing
    _end_trailing(bonds, bonds.me)
    return bonds.follow_state(bonds.me)


@transaction.atomic
def follow_state(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> FollowState:
    """Whom one follows, and who follows. Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived."""
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    return bonds.follow_state(bonds.me)


@transaction.atomic
def leave_behind(*, user_id: uuid.UUID, world_id: uuid.UUID, leader_id: int, reason: str) -> None:
    """Have somebody follow that leader no longer who could not, and tell both; nothing if they do not any more.

    Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived.
    """
    bonds = lock_bonds(user_id=user_id, world_id=world_id)
    if bonds.me.trails_id == leader_id:
        _end_trailing(bonds, bonds.me, reason=reason)


def _end_trailing(bonds: Bonds, place: WorldParticipant, *, reason: str | None = None) -> None:
    former = None if place.trails_id is None else bonds.places.get(place.trails_id)
    bonds.set_trailing(place, None)
    bonds.save()
    bonds.tell_trailing(place, reason=reason)
    if former is not None:
        bonds.tell_trailing(former)


def _asker(bonds: Bonds, player: str | None) -> WorldParticipant:
    asking = bonds.asking(bonds.me)
    found = next((place for place in asking if player in {None, place.user.short_id}), None)
    if found is None:
        raise NothingAsked
    return found


def _refuse_circle(bonds: Bonds, follower: WorldParticipant, leader: WorldParticipant) -> None:
    leaders = {one.pk: one.trails_id for one in bonds.places.values() if one.trails_id is not None}
    if would_circle(leaders, follower=follower.pk, leader=leader.pk):
        raise WouldCircle
