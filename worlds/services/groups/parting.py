"""What becomes of following and parties when somebody gives up their seat, or the world ends."""

from __future__ import annotations

from django.db.models import Q

from worlds.event_types.ephemeral import FollowState, PartyState
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.groups.bonds import BONDS, Bonds, places_of
from worlds.services.groups.parties import drop_member

GONE = "They have stopped playing here."


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


def untie_everybody(world: SharedWorld) -> None:
    """Untie everybody in a world that ends, and tell those whom it bound. Assumes the world's row locked."""
    for place in places_of(world).values():
        bonds = Bonds(world, place, {})
        if place.trails_id is not None:
            bonds.tell(place, FollowState(following=None, followers=[]))
        if place.party_id is not None:
            bonds.tell(place, PartyState(members=[], leader=None, invited=[]))
    world.participants.present().update(**dict.fromkeys(BONDS))
