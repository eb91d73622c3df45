"""The statements of an opening stream on an event loop, compiled once: the querysets of `streams`, in its order of locks."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from common.prepared.select import Query, Select
from worlds.feed import event_log
from worlds.models import GameSession, SharedWorld, StreamLease, WorldEvent, WorldParticipant
from worlds.rules.storage import STATE_SCHEMA
from worlds.services.games import sessions
from worlds.services.membership import directory
from worlds.services.streams import OF_PLACE

OF_WORLD: Final = ("world_id", "world__short_id", "world__scenario__slug", "world__game_mode")


def _place(user: uuid.UUID, short_id: str) -> QuerySet[WorldParticipant, Any]:
    """Nothing where the world is archived, or another engine stored it or the game: why, is asked in a thread."""
    worlds = SharedWorld.objects.open().readable().filter(pk=OuterRef("world_id"), world_state__schema=STATE_SCHEMA)
    games = GameSession.objects.readable().filter(pk=OuterRef("session_id"), state__schema=STATE_SCHEMA)
    mine = WorldParticipant.objects.present().of(user).filter(Exists(worlds), world__short_id=short_id)
    return mine.annotate(is_readable=Exists(games)).values_list(*OF_WORLD, *OF_PLACE, "is_readable")


def _end(pk: uuid.UUID) -> QuerySet[SharedWorld, Any]:
    first = WorldEvent.objects.filter(world_id=OuterRef("pk")).order_by("sequence").values("sequence")[:1]
    return SharedWorld.objects.filter(pk=pk).values_list("event_seq", Subquery(first))


def _last_seen(world: uuid.UUID, reader: str, muter: uuid.UUID, upto: int) -> QuerySet[WorldEvent, Any]:
    seen = event_log.seen_by(world, reader=reader, muter=muter)
    return seen.filter(sequence__lte=upto).values_list("sequence")[:1]


def _seen_before(world: uuid.UUID, reader: str, muter: uuid.UUID, size: int) -> QuerySet[WorldEvent, Any]:
    seen = event_log.seen_by(world, reader=reader, muter=muter)
    return seen.filter(sequence__lte=_before(world, size)).values_list("sequence")[:1]


def _latest(world: uuid.UUID, size: int) -> QuerySet[WorldEvent]:
    rows = WorldEvent.objects.filter(world_id=world, sequence__gt=_before(world, size))
    return rows.select_related("text").order_by("sequence")[: event_log.PAGE]


def _before(world: uuid.UUID, size: int) -> Subquery:
    """The event before the last `size`."""
    return Subquery(SharedWorld.objects.filter(pk=world).annotate(before=F("event_seq") - size).values("before"))


MY_PLACE: Final[Select[Any]] = Select(_place, user=uuid.UUID, short_id=str)
ACCOUNT: Final[Select[Any]] = Select(
    lambda pk: get_user_model().objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk"), pk=uuid.UUID
)
LEASES: Final[Select[StreamLease]] = Select(
    lambda user: StreamLease.objects.filter(user_id=user).order_by("pk"), user=uuid.UUID
)
LEASE: Final[Select[Any]] = Select(
    lambda user, client: StreamLease.objects.filter(user_id=user, client_id=client).values_list("pk"),
    user=uuid.UUID,
    client=str,
)
END: Final[Select[Any]] = Select(_end, pk=uuid.UUID)
LAST_SEEN: Final[Select[Any]] = Select(_last_seen, world=uuid.UUID, reader=str, muter=uuid.UUID, upto=int)
SEEN_BEFORE: Final[Select[Any]] = Select(_seen_before, world=uuid.UUID, reader=str, muter=uuid.UUID, size=int)
LATEST: Final[Select[WorldEvent]] = Select(_latest, world=uuid.UUID, size=int)
WORLD: Final[Select[SharedWorld]] = Select(
    lambda user, pk: directory.worlds_told(user).filter(pk=pk), user=uuid.UUID, pk=uuid.UUID
)
PLACES: Final[Select[WorldParticipant]] = Select(
    lambda world: directory.places_told().filter(world_id=world), world=uuid.UUID
)
GAME: Final[Select[GameSession]] = Select(
    lambda user, pk: sessions.with_world().owned_by(user).filter(pk=pk), user=uuid.UUID, pk=uuid.UUID
)


def place_query(user_id: uuid.UUID, world_id: str) -> Query:
    """The first that is read of who opens a stream: their place in a world, by its outer id."""
    return MY_PLACE(user=user_id, short_id=world_id)
