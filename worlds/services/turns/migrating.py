"""Bringing a game or a world that an older version stored up to date: a record of kind `migrate`, before anything else is written.

The record holds the state as it was, so that a replay comes to the same whatever it knows of that version's rules.
Nobody played: the moments of a game and of its world stay as they are.
"""

from __future__ import annotations

from typing import Any, Final

import structlog
from django.db.models import Q
from django.utils import timezone

from common import storing
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldParticipant, WorldStay
from worlds.models.versions import Row
from worlds.rules.state_migrations import CURRENT, StateVersion, migrated
from worlds.services.turns import record_log

VERSION_FIELDS: Final = ("engine_version", "schema_version", "state_hash", "record_hash")
GAME_FIELDS: Final = (*VERSION_FIELDS, "state", "number")
WORLD_FIELDS: Final = (*VERSION_FIELDS, "world_state", "record_seq")

log = structlog.get_logger("kleene.versions")


def store_game(session: GameSession) -> None:
    """Store a game that was brought up to date in memory; nothing for any other. Assumes its row locked, and its world's after it.

    The world comes with it, and is stored already.
    """
    if session.migrated_from is None:
        return
    command = _command(session)
    session.migrated_from = None
    record_log.append_record(session, record_log.Entry(TurnRecord.Kind.MIGRATE, timezone.now(), command=command))
    storing.update(session, GAME_FIELDS)
    if session.world is not None:
        storing.update(session.world, WORLD_FIELDS)


def store_world(world: SharedWorld) -> None:
    """The same for a world, with the memories of those who left it. Assumes its row locked."""
    older = world.migrated_from
    if older is None:
        return
    command = _command(world) | {"seats": _seats(world), "events": world.event_seq}
    world.migrated_from = None
    record_log.append_own_record(world, record_log.Entry(TurnRecord.Kind.MIGRATE, timezone.now(), command=command))
    storing.update(world, WORLD_FIELDS)
    for stay in WorldStay.objects.filter(world=world, world_state__isnull=False).only("world_state"):
        state = migrated(stay.world_state, older.version)
        WorldStay.objects.filter(pk=stay.pk).update(world_state=state)


def _command(row: Row) -> dict[str, Any]:
    older = row.migrated_from
    assert older is not None, "a row that an older version stored"
    log.info("migrated", row=row.short_id, before=older.version, after=CURRENT)
    return {"from": _told(older.version), "to": _told(CURRENT), "state": older.state}


def _told(version: StateVersion) -> dict[str, object]:
    return {"engine_version": version.engine, "schema_version": version.schema}


def _seats(world: SharedWorld) -> list[list[str]]:
    """Who had a seat, and where, in order of joining: of records by an older engine nobody else knows."""
    held = WorldParticipant.objects.seated().filter(Q(session__isnull=False), world=world).order_by("joined_at", "pk")
    return [[str(game), place] for game, place in held.values_list("session_id", "location")]
