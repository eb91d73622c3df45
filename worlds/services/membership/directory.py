"""Worlds as people may see them.

Outsiders see the count, and those players who show their characters (`rules/sight.py`); whoever has left a private world
sees the count of that moment, and nobody.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, TypedDict

from django.db.models import F, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from common.errors import NotFound
from common.ids import lookup
from worlds.models import SharedWorld, WorldParticipant
from worlds.models.shared import Phase, SharedWorldQuerySet
from worlds.models.versions import make_readable
from worlds.rules.projection import public
from worlds.rules.sight import Sight
from worlds.services.membership import access
from worlds.services.membership.players import fellow_of
from worlds.services.turns.state_rows import shared_of

STRANGER: Final = uuid.UUID(int=0)  # knows of what is public, and was never anywhere
# The tables of which strangers are told here.
TABLES: Final = (
    "worlds.Scenario",
    "worlds.ScenarioRevision",
    "worlds.SharedWorld",
    "worlds.WorldParticipant",
    "presence.PlayerPresence",
    "profiles.User",
)
IN_A_ROUND = 3  # worlds of one host


class PlayerInWorld(TypedDict):
    """`user_id` and `status` are null of somebody whose account is hidden from the reader, `display_name` is the character's then."""

    user_id: str | None
    display_name: str
    character_name: str
    status: str | None
    colour: str
    is_agent: bool  # told to everybody
    location: str
    is_host: bool
    is_ready: bool


class Membership(TypedDict):
    """What the world is to whoever asks."""

    role: str
    session_id: str | None
    is_host: bool
    is_ready: bool
    shows_character: bool  # to outsiders
    allows_followers: bool


class WorldSummary(TypedDict):
    world_id: str
    scenario_id: str
    scenario_name: str
    game_mode: str
    status: str
    phase: Phase
    visibility: str
    player_count: int
    max_players: int
    turn: int
    players: list[PlayerInWorld]
    membership: Membership | None
    created_at: datetime
    last_activity_at: datetime


class ForMembers(TypedDict, total=False):
    world_state: dict[str, Any]


class WorldDetail(WorldSummary, ForMembers):
    time_policy: str
    quorum: int | None
    agents_allowed: bool
    spectators_allowed: bool
    spectators_talk: bool
    spectators: int
    archived_at: datetime | None


def open_worlds(*, user_id: uuid.UUID) -> SharedWorldQuerySet:
    """Worlds that are lived in: public ones, and those that this person has ever been in.

    Worlds of a host from whom they are kept apart are left out, but for those that they are in.
    """
    listed = access.listed_for(access.known_to(user_id).open(), user_id)
    return _as_seen(listed, user_id).defer("world_state")


def was_never_anywhere(*, user_id: uuid.UUID) -> bool:
    """Whether somebody has never had a place in any world: `open_worlds` tells them what it tells STRANGER. One query."""
    return not WorldParticipant.objects.of(user_id).exists()


def in_fair_order(worlds: SharedWorldQuerySet) -> SharedWorldQuerySet:
    """Worlds of `open_worlds` in their order, but in rounds: of each host's, so many come before anybody's further ones."""
    latest = Window(RowNumber(), partition_by=F("host_id"), order_by=[F("known_activity").desc(), F("pk").asc()])
    in_rounds = worlds.annotate(nth_of_host=latest).annotate(nth_round=(F("nth_of_host") - 1) / IN_A_ROUND)
    return in_rounds.order_by("nth_round", *(worlds.query.order_by or ("-known_activity",)))


def world_summaries(worlds: Iterable[SharedWorld], *, user_id: uuid.UUID) -> list[WorldSummary]:
    """Worlds of `open_worlds` as this person may see them."""
    return [_summary(world, user_id=user_id) for world in worlds]


def world_detail(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> WorldDetail:
    """One world as this person may see it.

    Raises NotFound, also for a private one that they have never been in; IncompatibleVersion.
    """
    world = _as_seen(access.known_to(user_id), user_id).filter(**lookup(world_id, "wld")).first()
    if world is None:
        raise NotFound("There is no world with this id.")
    make_readable(world)
    return _detail(world, user_id=user_id)


def detail_of(world: SharedWorld, *, user_id: uuid.UUID) -> WorldDetail:
    """A world at hand as this person may see it, whether or not they could have found it."""
    return _detail(_as_seen(SharedWorld.objects.filter(pk=world.pk), user_id).get(), user_id=user_id)


def _detail(world: SharedWorld, *, user_id: uuid.UUID) -> WorldDetail:
    answer: WorldDetail = {
        **_summary(world, user_id=user_id),  # type: ignore[typeddict-item]  # it has no world_state
        "time_policy": world.time_policy,
        "quorum": world.quorum,
        "agents_allowed": world.agents_allowed,
        "spectators_allowed": world.spectators_allowed,
        "spectators_talk": world.spectators_talk,
        "spectators": sum(not place.holds_seat for place in _shown(world)),
        "archived_at": world.archived_at,
    }
    if answer["membership"] is not None:
        answer["world_state"] = public(shared_of(world))
    return answer


def _summary(world: SharedWorld, *, user_id: uuid.UUID) -> WorldSummary:
    mine = next((place for place in _present(world) if place.user_id == user_id), None)
    players = [place for place in _shown(world) if place.holds_seat]
    known = access.what_is_known(world)
    return {
        "world_id": world.short_id,
        "scenario_id": world.scenario.slug,
        "scenario_name": world.scenario.name,
        "game_mode": world.game_mode,
        "status": known.status,
        "phase": world.phase,
        "visibility": world.visibility,
        "player_count": known.players,
        "max_players": world.max_players,
        "turn": known.turn,
        "players": _players(world, players, is_fellow=mine is not None and mine.is_fellow),
        "membership": None if mine is None else _membership(world, mine),
        "created_at": world.created_at,
        "last_activity_at": known.activity,
    }


def _players(world: SharedWorld, places: Iterable[WorldParticipant], *, is_fellow: bool) -> list[PlayerInWorld]:
    told = ((place, Sight.ALL if is_fellow else place.sight) for place in places)
    return [_player(world, place, sight) for place, sight in told if sight is not Sight.NOTHING]


def _player(world: SharedWorld, place: WorldParticipant, sight: Sight) -> PlayerInWorld:
    fellow, is_all = fellow_of(place), sight is Sight.ALL
    return {
        "user_id": fellow["user_id"] if is_all else None,
        "display_name": fellow["display_name"] if is_all else place.outsiders_call,
        "character_name": fellow["character_name"] if is_all else place.outsiders_call,
        "status": fellow["status"] if is_all else None,
        "colour": fellow["colour"],
        "is_agent": fellow["is_agent"],
        "location": place.location,
        "is_host": place.user_id == world.host_id,
        "is_ready": place.is_ready,
    }


def _membership(world: SharedWorld, place: WorldParticipant) -> Membership:
    return {
        "role": place.role,
        "session_id": None if place.session is None else place.session.short_id,
        "is_host": place.user_id == world.host_id,
        "is_ready": place.is_ready,
        "shows_character": place.is_shown,
        "allows_followers": place.allows_followers,
    }


def _shown(world: SharedWorld) -> list[WorldParticipant]:
    """Who is told of: nobody, in a world of the past."""
    return [] if access.what_is_known(world).is_past else _present(world)


def _present(world: SharedWorld) -> list[WorldParticipant]:
    present: list[WorldParticipant] = world.present  # type: ignore[attr-defined]  # what _as_seen fetched
    return present


def _as_seen(worlds: SharedWorldQuerySet, user_id: uuid.UUID) -> SharedWorldQuerySet:
    people = Prefetch("participants", places_told(), to_attr="present")
    return _told(worlds, user_id).prefetch_related(people)


def _told(worlds: SharedWorldQuerySet, user_id: uuid.UUID) -> SharedWorldQuerySet:
    return access.with_what_is_known(worlds, user_id).select_related("scenario")


def places_told() -> QuerySet[WorldParticipant]:
    """The places that are held, with everything that is told of their people, in order of joining."""
    places = WorldParticipant.objects.present().order_by("joined_at", "pk")
    return places.select_related("user__presence", "session").defer("session__state")


def worlds_told(user_id: uuid.UUID) -> SharedWorldQuerySet:
    """Worlds that somebody may know of, as `told_detail` wants them."""
    return _told(access.known_to(user_id), user_id)


def told_detail(world: SharedWorld, places: Sequence[WorldParticipant], *, user_id: uuid.UUID) -> WorldDetail:
    """`world_detail` of a row of `worlds_told`, with its places as `places_told` read them. No query. Raises IncompatibleVersion."""
    world.present = places  # type: ignore[attr-defined]  # as _as_seen fetches it
    make_readable(world)
    return _detail(world, user_id=user_id)
