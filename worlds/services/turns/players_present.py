"""Who is in a world while a turn is played: read once, under the world's lock."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from worlds.models import GameSession, WorldParticipant
from worlds.rules.party import Company
from worlds.services.membership.players import POLICIES, Fellow, fellow_of
from worlds.services.membership.removal import not_here


@dataclass(frozen=True, slots=True)
class PlayersPresent:
    """Everybody who has a place in the world now, spectators included, and the place of who acts."""

    places: tuple[WorldParticipant, ...]
    mine: WorldParticipant
    rules: Company

    def roommates(self) -> frozenset[uuid.UUID]:
        """The people at the place where the actor is as the turn begins, the actor among them."""
        here = self.mine.location
        return frozenset(place.user_id for place in self.places if place.holds_seat and place.location == here)

    def fellows(self, here: str) -> list[Fellow]:
        """The other players at a location, as the view shows them."""
        seated = (place for place in self.places if place.holds_seat and place is not self.mine)
        return [fellow_of(place) for place in seated if place.location == here]

    def others(self, besides: frozenset[uuid.UUID]) -> frozenset[uuid.UUID]:
        return frozenset(place.user_id for place in self.places) - besides


def players_present(session: GameSession) -> PlayersPresent:
    """Read who is here, in one query. Assumes the world's row locked. Raises NotAMember for who has no seat."""
    world = session.world
    assert world is not None, "players are present in shared worlds"
    here = WorldParticipant.objects.present().filter(world=world)
    places = tuple(here.select_related("user__presence").order_by("joined_at", "pk"))
    seated = {str(place.session_id): place for place in places if place.holds_seat}
    mine = seated.get(str(session.pk))
    if mine is None:
        raise not_here(user_id=session.user_id, world_id=world.pk)
    others = {player: place.location for player, place in seated.items() if place is not mine}
    return PlayersPresent(places, mine, Company(str(session.pk), tuple(seated), POLICIES[world.time_policy], others))
