"""The statements of the hot path: every select that a turn, a look or a line of chat runs on an event loop, compiled once.

Nothing else holds such statements. They are the querysets of the plain path, in its order of locks: a location, then a
session, then the world. Writes need none here: they follow from the rows that a use case stores (`common.storing`).
"""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from common.prepared.select import Select
from worlds.feed import event_log
from worlds.models import GameSession, LocationLock, PlayerText, SharedWorld, TurnRecord, WorldParticipant
from worlds.services.membership.players import present_in
from worlds.services.turns.hearing import typed_in
from worlds.services.turns.locks import Where, line_at, lockable_worlds


def _standpoint(user: uuid.UUID, short_id: str, key: str) -> QuerySet[GameSession, Any]:
    answered = TurnRecord.objects.filter(session=OuterRef("pk"), idempotency_key=key)
    mine = GameSession.objects.owned_by(user).filter(short_id=short_id).annotate(is_answered=Exists(answered))
    return mine.values_list("pk", "world_id", "state__player__location", "turn", "number", "is_answered")


def _session(user: uuid.UUID, pk: uuid.UUID, world: uuid.UUID, location: str) -> QuerySet[GameSession]:
    mine = GameSession.objects.at_hand().owned_by(user).select_related("user")
    standing = mine.annotate(**line_at(Where(pk, world, location)))
    return standing.select_for_update(of=("self",), no_key=True).filter(pk=pk)


def _alone(user: uuid.UUID, short_id: str) -> QuerySet[GameSession]:
    mine = GameSession.objects.at_hand().owned_by(user).select_related("user").filter(world=None, short_id=short_id)
    return mine.select_for_update(of=("self",), no_key=True)


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
        .values_list("world_id", "is_said")
    ),
    user=uuid.UUID,
    short_id=str,
    key=str,
)
SEATED: Final[Select[WorldParticipant]] = Select(
    lambda world: WorldParticipant.objects.present().filter(world_id=world), world=uuid.UUID
)
LAST_SEEN: Final[Select[Any]] = Select(
    lambda world, reader: event_log.seen_by(world, reader).values_list("sequence")[:1], world=uuid.UUID, reader=str
)
WORLD: Final[Select[SharedWorld]] = Select(lambda pk: lockable_worlds().filter(pk=pk), pk=uuid.UUID)
PRESENT: Final[Select[WorldParticipant]] = Select(present_in, world_id=uuid.UUID)
