"""Streams of a world: who may open one, and what it begins with. How many: `stream_leases`."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from common.errors import NotFound
from common.ids import lookup
from common.throttles import Spent
from presence.services.attendance import NOWHERE, Whereabouts, attendance
from worlds.event_types.base import EphemeralEvent
from worlds.event_types.ephemeral import RoomOccupants
from worlds.event_types.stream_frames import GameStateFrame
from worlds.feed import event_log
from worlds.feed.event import Seen, unheard_of_events
from worlds.feed.outsiders import seen_by_reader
from worlds.models import GameSession, SharedWorld, WorldParticipant, versions
from worlds.rules.storage import STATE_SCHEMA
from worlds.services import budgets, events
from worlds.services.games.seen_view import view_and_remember
from worlds.services.games.sessions import get_owned
from worlds.services.groups.bonds_told import bonds_told
from worlds.services.membership import access, directory
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.removal import not_here
from worlds.services.membership.rooms import occupants_seen

OF_WORLD: Final = ("pk", "short_id", "status", "scenario__slug", "game_mode")
OF_PLACE: Final = ("role", "session_id", "location", "session__turn", "session__short_id")


@dataclass(frozen=True, slots=True)
class StreamAccess:
    """What somebody is to a world whose stream they want; `session_id`, and its outer form `game`, are None for who watches.

    Who is not `is_fellow` is told of hidden players as outsiders are.
    """

    user_id: uuid.UUID
    world_id: uuid.UUID
    world: str
    role: str
    session_id: uuid.UUID | None
    game: str | None
    whereabouts: Whereabouts
    is_fellow: bool


@dataclass(frozen=True, slots=True)
class StreamStart:
    """Where a stream begins: `cursor` is how far its reader knows the log, `seen` the last of it that they could see.

    `state` is None for one that resumes; `is_fresh_start`: it wanted to, where the log no longer reaches back to.
    `bonds` are the reader's following and party, and the requests that wait for their answer.
    """

    cursor: int
    seen: int
    state: GameStateFrame | None
    replay: list[Seen]
    is_fresh_start: bool
    bonds: Sequence[EphemeralEvent] = ()

    @property
    def occupants(self) -> RoomOccupants | None:
        """Who is where the reader is; None for a stream that resumes."""
        return None if self.state is None else occupants_seen(self.state.view, self.state.world)


def stream_access(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> StreamAccess:
    """Raises NotFound, also for a private world that one has never been in; NotAMember, WorldArchived, IncompatibleVersion."""
    world = access.known_to(user_id).filter(**lookup(world_id, "wld")).values_list(*OF_WORLD).first()
    if world is None:
        raise NotFound("There is no world with this id.")
    pk, short_id, status, scenario, game_mode = world
    if status == SharedWorld.Status.ARCHIVED:
        raise WorldArchived
    place = WorldParticipant.objects.present().of(user_id).filter(world_id=pk).values_list(*OF_PLACE).first()
    if place is None:
        raise not_here(user_id=user_id, world_id=pk)
    _check_versions(pk, place[1])
    return access_as(user_id, (pk, short_id, scenario, game_mode), place)


def access_as(user_id: uuid.UUID, world: Sequence[Any], place: Sequence[Any]) -> StreamAccess:
    """What somebody is to a world, told as (pk, short_id, scenario's slug, game_mode), by their place there, in OF_PLACE's order."""
    (pk, short_id, scenario, game_mode), (role, session_id, location, turn, game) = world, place
    if role == WorldParticipant.Role.SPECTATOR:
        return StreamAccess(user_id, pk, short_id, role, None, None, NOWHERE, is_fellow=session_id is not None)
    whereabouts = Whereabouts(scenario, game_mode, session_id, pk, location, turn or 0)
    return StreamAccess(user_id, pk, short_id, role, session_id, game, whereabouts, is_fellow=True)


def _check_versions(world_id: uuid.UUID, session_id: uuid.UUID | None) -> None:
    """Raises IncompatibleVersion, before a stream is counted: later there is nobody left to be told."""
    if not (SharedWorld.objects.readable().filter(pk=world_id, world_state__schema=STATE_SCHEMA).exists()):
        versions.make_readable(SharedWorld.objects.select_related("revision__scenario").get(pk=world_id))
    if session_id is not None:
        readable = GameSession.objects.readable().filter(pk=session_id, state__schema=STATE_SCHEMA)
        if not readable.exists():
            versions.make_readable(GameSession.objects.select_related("revision__scenario").get(pk=session_id))


def pay_opening(user_id: uuid.UUID, *, after: int | None) -> Spent | None:
    """Count one more stream. Raises RateLimited.

    What a fresh start cost is returned: somebody who says only then where they resume gets it back.
    """
    if after is None:
        return budgets.STREAMS.spend(str(user_id))
    budgets.RESUMED_STREAMS.spend(str(user_id))
    return None


def note_whereabouts(access: StreamAccess) -> None:
    """Who opens the stream of a world that they play in is there; it is written with their sign of life."""
    if access.session_id is not None:
        attendance.note(access.user_id, access.whereabouts)


def members_of(world_ids: Collection[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Who is in these worlds now, as (world, user); archived worlds have nobody."""
    places = WorldParticipant.objects.present().filter(world__in=world_ids)
    return set(places.exclude(world__status=SharedWorld.Status.ARCHIVED).values_list("world_id", "user_id"))


def start_stream(access: StreamAccess, *, after: int | None) -> StreamStart:
    """How a stream begins: after the event `after`, or afresh with everything as it stands at one known event.

    What it reads is of one moment, unless it is called inside a transaction, which has had its moment already.
    """
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        if not is_inside:
            _of_one_moment()
        newest = event_log.newest(access.world_id)
        if after is not None and event_log.reaches_back(access.world_id, after=after, upto=newest):
            return StreamStart(after, _last_seen(access, after), None, [], is_fresh_start=False)
        return _afresh(access, newest, is_fresh_start=after is not None)


def _afresh(access: StreamAccess, newest: int, *, is_fresh_start: bool) -> StreamStart:
    seen = _last_seen(access, newest)
    world = _world(access)
    places = list(directory.places_told().filter(world=world))
    detail, view = directory.told_detail(world, places, user_id=access.user_id), None
    if access.session_id is not None:
        view = view_and_remember(get_owned(user_id=access.user_id, session_id=access.session_id))
    # `seen` is the last that this reader could see: what a client counts on from. What came since is for others.
    state = GameStateFrame(sequence=seen, role=access.role, view=view, world=detail)
    bonds = bonds_told(world, places, access.user_id)
    return StreamStart(newest, seen, state, _replay(access, newest), is_fresh_start=is_fresh_start, bonds=bonds)


def _world(access: StreamAccess) -> SharedWorld:
    """Raises NotFound for one that its reader may know of no longer."""
    world = directory.worlds_told(access.user_id).filter(pk=access.world_id).first()
    if world is None:
        raise NotFound("There is no world with this id.")
    return world


def _replay(access: StreamAccess, newest: int) -> list[Seen]:
    """The last REPLAY_SIZE events of the last REPLAY_WINDOW_MS that the reader may see, to be shown and not counted."""
    first = max(0, newest - settings.REPLAY_SIZE)
    young = timezone.now() - timedelta(milliseconds=settings.REPLAY_WINDOW_MS)
    if not (rows := [row for row in event_log.read(access.world_id, after=first, upto=newest) if row.at >= young]):
        return []
    previous, mutes = _last_seen(access, rows[0].sequence - 1), unheard_of_events(rows, str(access.user_id))
    seen = events.visible_events(rows, reader=access.user_id, previous=previous, mutes=mutes)
    return seen_by_reader(seen, reader=str(access.user_id), is_fellow=access.is_fellow)


def _last_seen(access: StreamAccess, upto: int) -> int:
    return event_log.last_visible(access.world_id, upto=upto, reader=access.user_id)


def _of_one_moment() -> None:
    if connection.vendor == "postgresql":  # on SQLite a transaction begins by keeping all writers out
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
