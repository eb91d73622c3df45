"""The room that somebody is in: as the API tells it, and told to each where it is not the same for all who are there."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from presence.services.attendance import standing_of
from worlds.event_types.audience import Room
from worlds.event_types.ephemeral import Fellow, RoomOccupants, RoomUpdate
from worlds.feed import publisher
from worlds.models import WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules.party import Company
from worlds.rules.rooms import name_there, room_seen
from worlds.rules.situation import Situation
from worlds.services.turns.state_rows import state_of


def tell_each(world_id: uuid.UUID, locations: Collection[str]) -> None:
    """Tell each player at these places, as things stand now, what they see there. One query."""
    here: dict[str, list[WorldParticipant]] = defaultdict(list)
    for place in _players_at(world_id, locations):
        here[place.location].append(place)
    for location, places in here.items():
        names = [name_there(place.known_as, _status(place)) for place in places]
        for place in places:
            seen = room_seen(location, _situation(place), names)
            update = RoomUpdate(location=location, **asdict(seen))
            publisher.publish_ephemeral(world_id, update, audience=Room(location, {place.user_id}))


def _players_at(world_id: uuid.UUID, locations: Collection[str]) -> list[WorldParticipant]:
    there = WorldParticipant.objects.seated().filter(world_id=world_id, location__in=locations, session__isnull=False)
    people = there.select_related("user__presence", "session__revision", "session__world__revision")
    return list(people.order_by("joined_at", "pk"))


def _situation(place: WorldParticipant) -> Situation:
    session: Any = place.session
    me = str(session.pk)
    return Situation(compiled_scenario(session.world.revision), state_of(session), Company(me, (me,)))


def _status(place: WorldParticipant) -> str:
    return standing_of(place.user, since=place.joined_at).word


def occupants_seen(view: Mapping[str, Any] | None, world: Mapping[str, Any]) -> RoomOccupants:
    """The players at a place, of a player's view of their game and of their world, as the API tells both. Spectators are at no place."""
    if view is None:
        return RoomOccupants(location=None, players=[], npcs=[], occupants=[], count=0)
    here, names = view["location"], view["names"]["npcs"]
    players = [_fellow(player) for player in world["players"] if player["location"] == here["id"]]
    called = [name_there(player["character_name"], player["status"]) for player in players]
    called += [names[npc] for npc in here["npcs"]]
    return RoomOccupants(
        location=here["id"], players=players, npcs=list(here["npcs"]), occupants=called, count=len(players)
    )


def _fellow(player: Mapping[str, Any]) -> Fellow:
    return {
        "user_id": player["user_id"],
        "display_name": player["display_name"],
        "character_name": player["character_name"],
        "status": player["status"],
        "colour": player["colour"],
        "is_agent": player["is_agent"],
    }
