"""A place of a world as one of its members may see it: the one they are at, or another on their map."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final, TypedDict

from common.errors import NotFound
from worlds.event_types.ephemeral import ExitView, Thing
from worlds.models import SharedWorld, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules.places import KnownPlace, known_places, watched_places
from worlds.rules.rooms import RoomSeen, name_there, room_of, room_seen
from worlds.rules.situation import Situation
from worlds.services.games.places_seen import places_seen
from worlds.services.games.sessions import get_owned
from worlds.services.membership import access, directory
from worlds.services.membership.directory import PlayerInWorld
from worlds.services.membership.players import alone_in
from worlds.services.turns.state_rows import shared_of, state_of

UNSEEN: Final = RoomSeen("", (), (), {}, ())


class RoomView(TypedDict):
    """`players` are those there whom the reader may know of. Of a place where they have not been only the name is told."""

    id: str
    name: str
    description: str
    is_seen: bool
    players: Sequence[PlayerInWorld]
    items: Sequence[Thing]
    npcs: Sequence[Thing]
    environment: Mapping[str, str | int]
    exits: Sequence[ExitView]


def room_view(*, user_id: uuid.UUID, world_id: str | uuid.UUID, location: str) -> RoomView:
    """One place, of those on the reader's map. Who only watches sees the places where players are or have been.

    Raises NotFound, also for a place that is not on the map; NotAMember, IncompatibleVersion.
    """
    found = access.find_world(user_id=user_id, world_id=world_id)
    mine = access.present_place(user_id=user_id, world_id=found)
    world = SharedWorld.objects.select_related("revision__scenario").get(pk=found)
    players = directory.world_detail(user_id=user_id, world_id=found)["players"]
    told = frozenset(player["location"] for player in players)
    if mine.session_id is None:
        return _watched(world, location, players, told)
    return _seen_by(mine, location, players, told)


def _seen_by(mine: WorldParticipant, location: str, players: Sequence[PlayerInWorld], told: frozenset[str]) -> RoomView:
    assert mine.session_id is not None, "whose game it is seen from"
    session = get_owned(user_id=mine.user_id, session_id=mine.session_id)
    world = session.world
    assert world is not None, "a game in a world"
    now = Situation(compiled_scenario(world.revision), state_of(session), alone_in(session))
    place = _on_map(known_places(now, places_seen(session), told=told), location)
    return _view(place, players, room_seen(location, now, _names(players, location)) if place.is_seen else UNSEEN)


def _watched(world: SharedWorld, location: str, players: Sequence[PlayerInWorld], told: frozenset[str]) -> RoomView:
    story = compiled_scenario(world.revision)
    seated = world.participants.seated().filter(session__isnull=False).select_related("session")
    shown = [place.session for place in seated if place.location in told and place.session is not None]
    place = _on_map(watched_places(story, told.union(*map(places_seen, shown))), location)
    text, names = story.locations[location].description, _names(players, location)
    seen = room_of(location, story, shared_of(world), names, text=text, exits=place.ways) if place.is_seen else UNSEEN
    return _view(place, players, seen)


def _on_map(places: Sequence[KnownPlace], location: str) -> KnownPlace:
    for place in places:
        if place.id == location:
            return place
    raise NotFound("There is no such place on your map.")


def _names(players: Sequence[PlayerInWorld], location: str) -> list[str]:
    there = (player for player in players if player["location"] == location)
    return [name_there(player["character_name"], player["status"]) for player in there]


def _view(place: KnownPlace, players: Sequence[PlayerInWorld], seen: RoomSeen) -> RoomView:
    return {
        "id": place.id,
        "name": place.name,
        "is_seen": place.is_seen,
        "players": [player for player in players if player["location"] == place.id],
        **asdict(seen),  # type: ignore[typeddict-item]  # the other fields
    }
