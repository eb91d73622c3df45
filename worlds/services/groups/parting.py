"""What becomes of following and parties when somebody gives up their seat, blocks another, or the world ends."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from common.errors import Unavailable
from relations.models import Block
from worlds.event_types.ephemeral import FollowState, PartyState
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.groups.bonds import BONDS, Bonds, places_of
from worlds.services.groups.parties import drop_member
from worlds.services.turns.locks import await_any_world

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
    """Untie two players whom a block keeps apart from each other in every world, and tell them.

    Each world is a transaction, under its lock; a world that is busy is left to `part_those_apart`. Of a party with both in it
    the blocked one is put out where the blocker leads it; else the blocker leaves. Harmless to repeat.
    """
    pair = (blocker, blocked)
    theirs = WorldParticipant.objects.seated().filter(user_id__in=pair)
    tied = Q(trails__user__in=pair) | Q(asks__user__in=pair) | Q(party__isnull=False) | Q(party_asks__isnull=False)
    for world_id in theirs.filter(tied).order_by().values_list("world_id", flat=True).distinct():
        _part_in(world_id)


def part_those_apart(*, most: int = 100) -> str:
    """The worker's round: untie those whom a block keeps apart and who are bound all the same.

    A process that was killed between a block's commit and the untying leaves some, and so does whoever was bound while the
    block was made. Returns what was done, for the log.
    """
    found = list(_bound_to_those_apart().values_list("world_id", flat=True).distinct()[:most])
    parted = sum(map(_part_in, found))
    return f"parted blocked players in {parted} worlds" if parted else ""


def _bound_to_those_apart() -> QuerySet[WorldParticipant]:
    """Places that are bound to a place of somebody who is kept apart from their player."""
    mine, theirs = OuterRef(OuterRef("user")), OuterRef("user")
    either = Q(blocker=mine, blocked=theirs) | Q(blocker=theirs, blocked=mine)
    binds = (
        Q(pk=OuterRef("trails")) | Q(pk=OuterRef("asks")) | Q(party=OuterRef("party")) | Q(party=OuterRef("party_asks"))
    )
    others = WorldParticipant.objects.seated().filter(
        binds, Exists(Block.objects.filter(either)), world=OuterRef("world")
    )
    bound = Q(trails__isnull=False) | Q(asks__isnull=False) | Q(party__isnull=False) | Q(party_asks__isnull=False)
    return WorldParticipant.objects.seated().filter(bound, Exists(others)).order_by("world_id")


def _part_in(world_id: uuid.UUID) -> bool:
    """Untie everybody in a world whom a block keeps apart; False where it is too busy."""
    try:
        with transaction.atomic():
            world = await_any_world(world_id)
            places = places_of(world)
            people = [place.user_id for place in places.values()]
            blocks = Block.objects.filter(blocker__in=people, blocked__in=people).order_by("pk")
            for blocker, blocked in blocks.values_list("blocker", "blocked"):
                _untie(world, places, blocker, blocked)
    except Unavailable:
        return False
    return True


def _untie(world: SharedWorld, places: dict[int, WorldParticipant], blocker: uuid.UUID, blocked: uuid.UUID) -> None:
    """Assumes the world's row locked, and that both have a seat."""
    by_user = {place.user_id: place for place in places.values()}
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
