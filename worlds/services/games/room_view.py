"""A place of a world as one of its members may see it: the one they are at, or another on their map."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TypedDict

from common.errors import NotFound
from worlds.models import SharedWorld, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules import telling
from worlds.rules.places import KnownPlace, known_places, watched_places
from worlds.rules.situation import Situation
from worlds.rules.state import World
from worlds.rules.texts import item_name, npcs_in, person_name
from worlds.services.games.places_seen import places_seen
from worlds.services.games.sessions import get_owned
from worlds.services.games.view import ExitView
from worlds.services.membership import access, directory
from worlds.services.membership.directory import PlayerInWorld
from worlds.services.membership.players import alone_in
from worlds.services.turns.state_rows import shared_of, state_of


class Thing(TypedDict):
    id: str
    name: str


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
    description = telling.description(now.scenario.locations[location], now)
    return _view(place, description, players, world, now.state.world)


def _watched(world: SharedWorld, location: str, players: Sequence[PlayerInWorld], told: frozenset[str]) -> RoomView:
    story = compiled_scenario(world.revision)
    seated = world.participants.seated().filter(session__isnull=False).select_related("session")
    shown = [place.session for place in seated if place.location in told and place.session is not None]
    place = _on_map(watched_places(story, told.union(*map(places_seen, shown))), location)
    return _view(place, story.locations[location].description, players, world, shared_of(world))


def _on_map(places: Sequence[KnownPlace], location: str) -> KnownPlace:
    for place in places:
        if place.id == location:
            return place
    raise NotFound("There is no such place on your map.")


def _view(
    place: KnownPlace, description: str, players: Sequence[PlayerInWorld], world: SharedWorld, state: World
) -> RoomView:
    story, local = compiled_scenario(world.revision), state.local.get(place.id)
    items, npcs = state.items.get(place.id, ()), npcs_in(state, place.id)
    is_seen = place.is_seen
    return {
        "id": place.id,
        "name": place.name,
        "description": description.strip() if is_seen else "",
        "is_seen": is_seen,
        "players": [player for player in players if player["location"] == place.id],
        "items": [{"id": item, "name": item_name(story, item)} for item in items] if is_seen else [],
        "npcs": [{"id": npc, "name": person_name(story, npc)} for npc in npcs] if is_seen else [],
        "environment": dict(local.environment) if is_seen and local is not None else {},
        "exits": [_exit(asdict(way)) for way in place.ways],
    }


def _exit(way: Mapping[str, object]) -> ExitView:
    return {**way}  # type: ignore[typeddict-item]  # the same fields
