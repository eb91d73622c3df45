"""What binds the seated players of a world, read and written under the world's lock: who follows whom, and the parties.

It stands on their places, which every turn reads, so that a turn knows without a statement more whether anybody follows.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from common import storing
from common.errors import InvalidInput, NotFound
from worlds.event_types.audience import Only
from worlds.event_types.base import EphemeralEvent
from worlds.event_types.ephemeral import FollowState, PartyState
from worlds.feed import publisher
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.membership import access
from worlds.services.membership.players import followers_among
from worlds.services.turns.locks import await_world

TRAILING: Final = ("trails", "trails_since", "asks", "asked_at")
PARTY: Final = ("party", "party_since", "party_asks", "party_asked_at")
BONDS: Final = (*TRAILING, *PARTY)


@dataclass(frozen=True, slots=True)
class Bonds:
    """The places with a seat, by key, in order of joining; `me` is who acts. `save` writes those that were changed."""

    world: SharedWorld
    me: WorldParticipant
    places: dict[int, WorldParticipant]
    changed: set[int] = field(default_factory=set)

    def named(self, player: str) -> WorldParticipant:
        """Another player here, by their account's id. Raises NotFound, InvalidInput for oneself."""
        found = next((place for place in self.places.values() if place.user.short_id == player), None)
        if found is None:
            raise NotFound("That player is not in this world.")
        if found is self.me:
            raise InvalidInput("You cannot do this with yourself.")
        return found

    def followers(self, leader: WorldParticipant) -> list[WorldParticipant]:
        """Who goes after somebody, in order of following."""
        return followers_among(self.places.values(), leader.pk)

    def asking(self, place: WorldParticipant) -> list[WorldParticipant]:
        """Whose request to follow somebody is open, the newest first."""
        asking = [one for one in self.places.values() if one.asks_id == place.pk and is_open(one.asked_at)]
        return sorted(asking, key=lambda one: one.asked_at or one.joined_at, reverse=True)

    def party(self, leader_id: int | None) -> list[WorldParticipant]:
        """The members of the party with this leader, who comes first."""
        members = [one for one in self.places.values() if leader_id is not None and one.party_id == leader_id]
        return sorted(members, key=lambda one: (one.pk != leader_id, one.party_since or one.joined_at))

    def invited(self, leader_id: int | None) -> list[WorldParticipant]:
        """Who can still accept an invitation into the party with this leader."""
        asked = (one for one in self.places.values() if leader_id is not None and one.party_asks_id == leader_id)
        return [one for one in asked if is_open(one.party_asked_at)]

    def set_trailing(self, place: WorldParticipant, leader: WorldParticipant | None) -> None:
        place.trails, place.trails_since = leader, _since(leader)
        self.set_request(place, None)

    def set_request(self, place: WorldParticipant, leader: WorldParticipant | None) -> None:
        place.asks, place.asked_at = leader, _since(leader)
        self.changed.add(place.pk)

    def set_party(self, place: WorldParticipant, leader: WorldParticipant | None) -> None:
        place.party, place.party_since = leader, _since(leader, place.party_since)
        self.set_invitation(place, None)

    def set_invitation(self, place: WorldParticipant, leader: WorldParticipant | None) -> None:
        place.party_asks, place.party_asked_at = leader, _since(leader)
        self.changed.add(place.pk)

    def save(self) -> None:
        """Write what was changed."""
        for key in sorted(self.changed):
            self.places[key].save(update_fields=BONDS)

    def tell_trailing(self, *places: WorldParticipant, reason: str | None = None) -> None:
        """Tell each of them, on commit, whom they follow and who follows them."""
        for place in places:
            self.tell(place, self.follow_state(place, reason=reason))

    def follow_state(self, place: WorldParticipant, *, reason: str | None = None) -> FollowState:
        followers = [one.user.short_id for one in self.followers(place)]
        ahead = None if place.trails_id is None else self.places.get(place.trails_id)
        return FollowState(following=None if ahead is None else ahead.user.short_id, followers=followers, reason=reason)

    def tell_party(self, leader_id: int | None, *besides: WorldParticipant) -> None:
        """Tell the members of a party and whom it invites, on commit, and those besides who were of it, how it stands for each."""
        concerned = [*self.party(leader_id), *self.invited(leader_id), *besides]
        for place in {one.pk: one for one in concerned}.values():
            self.tell(place, self.party_state(place))

    def party_state(self, place: WorldParticipant) -> PartyState:
        """Their own party, else the one that invites them."""
        leader_id = place.party_id or (place.party_asks_id if is_open(place.party_asked_at) else None)
        members = [one.user.short_id for one in self.party(leader_id)]
        invited = [one.user.short_id for one in self.invited(leader_id)]
        return PartyState(members=members, leader=members[0] if members else None, invited=invited)

    def tell(self, place: WorldParticipant, event: EphemeralEvent) -> None:
        world_id, hearers = self.world.pk, Only([place.user_id])
        storing.after_commit(lambda: publisher.publish_ephemeral(world_id, event, audience=hearers))


def lock_bonds(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> Bonds:
    """What binds the players of a world, for one who acts in it; locks the world. Assumes an open transaction.

    Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived, Unavailable.
    """
    world = await_world(access.find_world(user_id=user_id, world_id=world_id))
    access.require_seat(world, user_id)
    places = places_of(world)
    return Bonds(world, next(one for one in places.values() if one.user_id == user_id), places)


def places_of(world: SharedWorld) -> dict[int, WorldParticipant]:
    seated = WorldParticipant.objects.seated().filter(world=world).select_related("user__presence")
    return {place.pk: place for place in seated.order_by("joined_at", "pk")}


def is_open(asked_at: datetime | None) -> bool:
    """Whether a request of that moment (aware, UTC) can still be accepted."""
    return asked_at is not None and asked_at > timezone.now() - timedelta(seconds=settings.GROUP_REQUEST_SECONDS)


def _since(leader: WorldParticipant | None, earlier: datetime | None = None) -> datetime | None:
    return None if leader is None else earlier or timezone.now()
