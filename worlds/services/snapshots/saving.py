"""A game's state as its player may keep it, and held against the server's: what clients save is compared, never written."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, TypedDict

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import Conflict, InvalidInput
from worlds import limits
from worlds.models import Checkpoint, GameSession
from worlds.models.versions import KNOWN, IncompatibleVersion, Version
from worlds.rules.canonical import digest
from worlds.services.budgets import REPLAYS
from worlds.services.games import sessions


class BadSnapshot(InvalidInput):
    code = "bad_snapshot"
    message = "This snapshot is damaged: its snapshot_hash is not that of its payload."


class SnapshotMismatch(Conflict):
    """`details`: expected and found, each {snapshot_hash, saved_tick}: the server's, and the one that was sent."""

    code = "snapshot_mismatch"
    message = "This snapshot is not what the server has. Load the game again."


class ForeignSnapshot(IncompatibleVersion):
    message = "This snapshot was made by another version of Kleene."


class Envelope(TypedDict):
    """A state with what it was saved by. `snapshot_hash` is SHA-256, in hex, of the canonical JSON of `payload` (RFC 8785).

    `saved_tick` counts turns: in a shared world those of everybody there.
    """

    schema_version: int
    engine_version: str
    snapshot_hash: str
    saved_tick: int
    saved_at: datetime
    payload: dict[str, Any]


class SentEnvelope(TypedDict):
    """The same as a client sends it; when it was saved is not compared."""

    schema_version: int
    engine_version: str
    snapshot_hash: str
    saved_tick: int
    payload: dict[str, Any]


class Accepted(TypedDict):
    """A checkpoint that agreed with the server; `number` is the newest record of the game in it."""

    snapshot_hash: str
    saved_tick: int
    number: int
    accepted_at: datetime


def game_snapshot(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> Envelope:
    """A player's own game as it stands: the whole state, in a shared world the player's part of it.

    Its hash is the `state_hash` of the view. Raises NotFound, NotAMember, IncompatibleVersion.
    """
    return envelope_of(sessions.get_owned(user_id=user_id, session_id=session_id))


def envelope_of(session: GameSession) -> Envelope:
    return {
        "schema_version": session.schema_version,
        "engine_version": session.engine_version,
        "snapshot_hash": session.state_hash,
        "saved_tick": session.turns_played if session.world is None else session.world.turn,
        "saved_at": session.last_turn_at,
        "payload": session.state,
    }


def save_checkpoint(*, user_id: uuid.UUID, session_id: str | uuid.UUID, sent: SentEnvelope) -> Accepted:
    """Hold a snapshot against the game as it stands, and note that it agreed; the game is never changed by it.

    Raises NotFound, NotAMember, RateLimited; ForeignSnapshot for another version, BadSnapshot for one that is damaged,
    SnapshotMismatch for one that is whole and not the server's.
    """
    REPLAYS.spend(str(user_id))
    session = sessions.get_owned(user_id=user_id, session_id=session_id)
    version: Version = {"engine_version": sent["engine_version"], "schema_version": sent["schema_version"]}
    if version != KNOWN:
        raise ForeignSnapshot(version, start_again=session.revision.scenario.slug)
    if _hash_of(sent["payload"]) != sent["snapshot_hash"]:
        raise BadSnapshot
    kept = envelope_of(session)
    # In a world others play on: who saves the same state may have seen fewer of their turns, and never more.
    if sent["snapshot_hash"] != kept["snapshot_hash"] or sent["saved_tick"] > kept["saved_tick"]:
        raise SnapshotMismatch(expected=_told(kept), found=_told(sent))
    return _accepted(_noted(session, kept))


def _hash_of(payload: dict[str, Any]) -> str:
    try:
        return digest(payload)
    except TypeError as refusal:  # a fraction, a number too large, a key that is not ASCII: no state has one
        raise BadSnapshot(f"This snapshot is damaged: {refusal}") from refusal


def _told(envelope: Envelope | SentEnvelope) -> dict[str, object]:
    return {"snapshot_hash": envelope["snapshot_hash"], "saved_tick": envelope["saved_tick"]}


@transaction.atomic
def _noted(session: GameSession, kept: Envelope) -> Checkpoint:
    """The one row of a game at this record, whoever saves it how often; old ones go past `limits.CHECKPOINTS`."""
    row = Checkpoint(
        session=session,
        user_id=session.user_id,
        number=session.number,
        saved_tick=kept["saved_tick"],
        schema_version=kept["schema_version"],
        engine_version=kept["engine_version"],
        snapshot_hash=kept["snapshot_hash"],
        created_at=timezone.now(),
    )
    Checkpoint.objects.bulk_create([row], ignore_conflicts=True)
    # A queryset of Django's own: the model's refuses. The database lets go what is older than the newest.
    rows: QuerySet[Checkpoint] = QuerySet(Checkpoint).filter(session=session).order_by("-number")
    window = list(rows.values_list("number", flat=True)[: limits.CHECKPOINTS])
    rows.filter(number__lt=window[-1]).delete()
    return rows.get(number=session.number)


def _accepted(row: Checkpoint) -> Accepted:
    return {
        "snapshot_hash": row.snapshot_hash,
        "saved_tick": row.saved_tick,
        "number": row.number,
        "accepted_at": row.created_at,
    }
