"""The statements of the hot path: every select that a turn, a look or a line of chat runs on an event loop, compiled once.

Nothing else holds such statements. They are the querysets of the plain path, in its order of locks: a location, then a
session, then the world. Writes need none here: they follow from the rows that a use case stores (`common.storing`).
"""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from common.database_clock import database_now
from common.prepared.select import Select
from relations.models import Silence
from worlds.feed import event_log
from worlds.models import GameSession, LocationLock, PlayerText, SharedWorld, TurnRecord, WorldParticipant
from worlds.models.sessions import GameSessionQuerySet
from worlds.services.membership.players import present_in
from worlds.services.turns.hearing import typed_in
from worlds.services.turns.locks import Where, line_at, lockable_worlds
from worlds.services.turns.state_rows import SESSION_FIELDS, WORLD_FIELDS

# What is read of each row: what is written, and what the rules, answers and news tell of it. Whoever asks for more is refused on an
# event loop, and the plain path does it.
OF_GAME: Final = (
    *SESSION_FIELDS,
    "short_id",
    "user",
    "revision",
    "game_mode",
    "world",
    "engine_version",
    "schema_version",
)
OF_WORLD: Final = (
    *WORLD_FIELDS, "short_id", "scenario", "revision", "game_mode", "time_policy", "ready_check", "engine_version", "schema_version"
)  # fmt: skip
OF_STORY: Final = ("revision__content_hash", "revision__scenario__slug", "revision__scenario__name")
OF_PLACE: Final = (
    "world", "user", "session", "role", "location", "joined_at", "left_at", "namesake", "character_name",
    "trails", "trails_since", "party",
)  # fmt: skip
OF_PEOPLE: Final = (
    "user__short_id", "user__display_name", "user__colour", "user__is_agent",
    "user__presence__visible", "user__presence__chosen", "user__presence__last_heartbeat", "user__presence__is_connected",
)  # fmt: skip


def _standpoint(user: uuid.UUID, short_id: str, key: str) -> QuerySet[GameSession, Any]:
    answered = TurnRecord.objects.filter(session=OuterRef("pk"), idempotency_key=key)
    mine = GameSession.objects.owned_by(user).filter(short_id=short_id).annotate(is_answered=Exists(answered))
    return mine.values_list("pk", "world_id", "state__player__location", "turn", "number", "is_answered")


def _session(user: uuid.UUID, pk: uuid.UUID, world: uuid.UUID, location: str) -> QuerySet[GameSession]:
    standing = _games().owned_by(user).annotate(**line_at(Where(pk, world, location)))
    return standing.select_for_update(of=("self",), no_key=True).filter(pk=pk)


def _alone(user: uuid.UUID, short_id: str) -> QuerySet[GameSession]:
    mine = _games().owned_by(user).filter(world=None, short_id=short_id)
    return mine.select_for_update(of=("self",), no_key=True)


def _games() -> GameSessionQuerySet:
    games = GameSession.objects.select_related("user", "revision__scenario")
    return games.only(*OF_GAME, "user__short_id", *OF_STORY).order_by()


def _present(world_id: uuid.UUID) -> QuerySet[WorldParticipant]:
    return present_in(world_id).only(*OF_PLACE, *OF_PEOPLE)


def _place(world: uuid.UUID, location: str) -> QuerySet[LocationLock, Any]:
    return LocationLock.objects.filter(world_id=world, location=location).values_list("pk")


STANDPOINT: Final[Select[Any]] = Select(_standpoint, user=uuid.UUID, short_id=str, key=str)
TYPED_IN: Final[Select[Any]] = Select(
    lambda user, short_id, key: typed_in(user, key, short_id=short_id), user=uuid.UUID, short_id=str, key=str
)
FREE_PLACE: Final[Select[Any]] = Select(
    lambda world, location: _place(world, location).select_for_update(nowait=True), world=uuid.UUID, location=str
)
ANY_PLACE: Final[Select[Any]] = Select(
    lambda world, location: _place(world, location).select_for_update(), world=uuid.UUID, location=str
)
SESSION: Final[Select[GameSession]] = Select(_session, user=uuid.UUID, pk=uuid.UUID, world=uuid.UUID, location=str)
ALONE: Final[Select[GameSession]] = Select(_alone, user=uuid.UUID, short_id=str)
EARLIER: Final[Select[TurnRecord]] = Select(
    lambda session, key: TurnRecord.objects.filter(session_id=session, idempotency_key=key), session=uuid.UUID, key=str
)
EARLIER_ALONE: Final[Select[TurnRecord]] = Select(
    lambda short_id, key: TurnRecord.objects.filter(session__short_id=short_id, idempotency_key=key),
    short_id=str,
    key=str,
)
MY_PLACE: Final[Select[Any]] = Select(
    lambda user, short_id, key: (
        WorldParticipant.objects.seated()
        .of(user)
        .filter(world__short_id=short_id)
        .annotate(is_said=Exists(PlayerText.objects.filter(author_id=user, idempotency_key=key)))
        .annotate(is_silent=Exists(Silence.objects.in_force(database_now()).filter(user_id=user)))
        .values_list("world_id", "is_said", "is_silent")
    ),
    user=uuid.UUID,
    short_id=str,
    key=str,
)
SEATED: Final[Select[WorldParticipant]] = Select(
    lambda world: WorldParticipant.objects.present().filter(world_id=world), world=uuid.UUID
)
LAST_SEEN: Final[Select[Any]] = Select(
    lambda world, reader, muter: event_log.seen_by(world, reader=reader, muter=muter).values_list("sequence")[:1],
    world=uuid.UUID,
    reader=str,
    muter=uuid.UUID,
)
WORLD: Final[Select[SharedWorld]] = Select(
    lambda pk: lockable_worlds().only(*OF_WORLD, *OF_STORY).order_by().filter(pk=pk), pk=uuid.UUID
)
PRESENT: Final[Select[WorldParticipant]] = Select(_present, world_id=uuid.UUID)
