"""What becomes of following and parties when somebody gives up their seat, blocks another, or the world ends."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Q

from worlds.event_types.ephemeral import FollowState, PartyState
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.groups.bonds import BONDS, Bonds, places_of
from worlds.services.groups.parties import drop_member
from worlds.services.turns.locks import await_world

GONE = "They have stopped playing here."
PARTED = "You follow no longer."


def untie_place(world: SharedWorld, place: WorldParticipant) -> None:
    """Untie a place from all others, and tell them. Assumes the world's row locked. One query where nothing binds it."""
    tied = Q(trails=place) | Q(asks=place) | Q(party=place) | Q(party_asks=place)
    mine = (place.trails_id, place.asks_id, place.party_id, place.party_asks_id)
    if not any(mine) and not world.participants.filter(tied).exists():
        return
    bonds = _bonds(world, place)
    _part_ways(bonds, bonds.me)
    bonds.set_invitation(bonds.me, None)
    if bonds.me.party_id is not None:
        drop_member(bonds, bonds.me)
    bonds.save()
    for name in BONDS:
        setattr(place, name, None)


def _bonds(world: SharedWorld, place: WorldParticipant) -> Bonds:
    places = places_of(world)
    me = places.get(place.pk) or WorldParticipant.objects.select_related("user").get(pk=place.pk)
    return Bonds(world, me, {**places, me.pk: me})


def _part_ways(bonds: Bonds, me: WorldParticipant) -> None:
    former = None if me.trails_id is None else bonds.places.get(me.trails_id)
    followers = bonds.followers(me)
    bonds.set_trailing(me, None)
    for one in followers:
        bonds.set_trailing(one, None)
    for one in [one for one in bonds.places.values() if one.asks_id == me.pk]:
        bonds.set_request(one, None)
    bonds.tell_trailing(*followers, reason=GONE)
    bonds.tell_trailing(me, *([former] if former else []))


def part_players(*, blocker: uuid.UUID, blocked: uuid.UUID) -> None:
    """Untie two players from each other in every world, and tell them: each a transaction, under that world's lock.

    Of a party with both in it the blocked one is put out where the blocker leads it; else the blocker leaves. Harmless to
    repeat. Raises Unavailable.
    """
    pair = (blocker, blocked)
    theirs = WorldParticipant.objects.seated().filter(user_id__in=pair)
    tied = Q(trails__user__in=pair) | Q(asks__user__in=pair) | Q(party__isnull=False) | Q(party_asks__isnull=False)
    for world_id in theirs.filter(tied).order_by().values_list("world_id", flat=True).distinct():
        _part_in(world_id, blocker, blocked)


@transaction.atomic
def _part_in(world_id: uuid.UUID, blocker: uuid.UUID, blocked: uuid.UUID) -> None:
    world = await_world(world_id)
    places = places_of(world)
    by_user = {place.user_id: place for place in places.values()}
    if blocker not in by_user or blocked not in by_user:
        return
    me, other = by_user[blocker], by_user[blocked]
    bonds = Bonds(world, me, places)
    for one, ahead in ((me, other), (other, me)):
        _end_following(bonds, one, ahead)
        _withdraw(bonds, one, ahead)
    if me.party_id is not None and me.party_id == other.party_id:
        drop_member(bonds, other if me.party_id == me.pk else me)
    bonds.save()


def _end_following(bonds: Bonds, one: WorldParticipant, ahead: WorldParticipant) -> None:
    if one.trails_id == ahead.pk:
        bonds.set_trailing(one, None)
        bonds.tell_trailing(one, ahead, reason=PARTED)
    elif one.asks_id == ahead.pk:
        bonds.set_request(one, None)
        bonds.tell_trailing(one)


def _withdraw(bonds: Bonds, one: WorldParticipant, member: WorldParticipant) -> None:
    """Take back the invitation of one of them into the other's party."""
    if member.party_id is not None and one.party_asks_id == member.party_id:
        bonds.set_invitation(one, None)
        bonds.tell_party(member.party_id, one)


def untie_everybody(world: SharedWorld) -> None:
    """Untie everybody in a world that ends, and tell those whom it bound. Assumes the world's row locked."""
    for place in places_of(world).values():
        bonds = Bonds(world, place, {})
        if place.trails_id is not None:
            bonds.tell(place, FollowState(following=None, followers=[]))
        if place.party_id is not None:
            bonds.tell(place, PartyState(members=[], leader=None, invited=[]))
    world.participants.present().update(**dict.fromkeys(BONDS))
