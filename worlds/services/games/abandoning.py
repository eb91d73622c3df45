"""Giving a game up: it stays readable, and one played alone can be rewound."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial

from django.utils import timezone

from worlds.models import GameSession, TurnRecord
from worlds.rules.errors import SessionOver
from worlds.services.games import sessions
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.leaving import end_stay
from worlds.services.membership.locks import lock_membership, retry_while_shifting
from worlds.services.membership.players import note_place
from worlds.services.turns import record_log


def abandon_game(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> GameSession:
    """Give a game up, and leave the world that it is played in. Raises NotFound, SessionOver, WorldArchived."""
    return retry_while_shifting(partial(_abandon, user_id, session_id))


def _abandon(user_id: uuid.UUID, session_id: str | uuid.UUID) -> GameSession:
    session = sessions.lock_owned(user_id=user_id, session_id=session_id)
    if not session.is_active:
        raise SessionOver
    if session.world_id is not None:
        return _abandon_shared(session.world_id, user_id)
    _close(session, at=timezone.now())
    note_place(session)
    return session


def _abandon_shared(world_id: uuid.UUID, user_id: uuid.UUID) -> GameSession:
    standing = lock_membership(
        world_id=world_id, user_id=user_id
    )  # this very session: only one that is over can have another after it
    session, world = standing.session, standing.world
    assert session is not None, "it was locked a moment ago"
    if world.is_archived:
        raise WorldArchived
    if standing.is_member:
        end_stay(standing, reason="left", at=world.now())
    _close(session, at=world.now())
    world.save()
    return session


def _close(session: GameSession, *, at: datetime) -> None:
    session.status, session.finished_at = GameSession.Status.ABANDONED, at
    record_log.append_record(session, record_log.Entry(kind=TurnRecord.Kind.ABANDON, at=at))
    session.save()
