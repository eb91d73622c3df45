"""Writing the log: one sealed entry for each thing that changed a game or a world."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from worlds.models import GameSession, PlayerText, ScenarioRevision, SharedWorld, TurnRecord
from worlds.rules.canonical import chain
from worlds.services.turns.counting import is_turn


@dataclass(frozen=True, slots=True)
class Entry:
    """What a record says beyond the session's own counters."""

    kind: str
    at: datetime  # aware, UTC
    node_id: str = ""  # where a turn was played
    command: dict[str, Any] = field(default_factory=dict)
    text: PlayerText | None = None
    meaning: dict[str, Any] | None = None
    ruling: dict[str, Any] | None = None
    cell: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    idempotency_key: str | None = None
    body_hash: str = ""


def append_record(session: GameSession, entry: Entry) -> TurnRecord:
    """Write the next record of a session and seal it to the one before; saves only the record. Counts it, if it is a turn.

    Alone, that is the session's own record before; in a shared world the world's, whoever caused it. Assumes the
    session's row, and then its world's, locked (or new) and carrying already the state that the record leads to.
    """
    session.number += 1
    session.turns_played += is_turn(entry.kind, entry.cell)
    record = _record(entry, session.revision, session.engine_version)
    record.session, record.number = session, session.number
    record.turn, record.scene, record.beat = session.turn, session.scene, session.beat
    record.state_hash = session.state_hash
    if session.world is None:
        record.previous_hash = session.record_hash
        record.record_hash = record_seal(record)
        record.save()
    else:
        _append_to_world(session.world, record)
    session.record_hash = record.record_hash
    return record


def append_own_record(world: SharedWorld, entry: Entry) -> TurnRecord:
    """Write a record of what the world does by itself. Assumes its row locked, or new."""
    record = _record(entry, world.revision, world.engine_version)
    record.number, record.turn, record.scene, record.beat = 0, world.turn, 0, 0
    _append_to_world(world, record)
    return record


def _append_to_world(world: SharedWorld, record: TurnRecord) -> None:
    world.record_seq += 1
    record.world, record.world_seq, record.world_hash = world, world.record_seq, world.state_hash
    record.revision = world.revision
    record.previous_hash = world.record_hash
    record.record_hash = world.record_hash = record_seal(record)
    record.save()


def _record(entry: Entry, revision: ScenarioRevision, engine_version: str) -> TurnRecord:
    return TurnRecord(
        kind=str(entry.kind),  # the plain word: an enum member has no canonical spelling
        node_id=entry.node_id,
        command=entry.command,
        text=entry.text,
        meaning=entry.meaning,
        ruling=entry.ruling,
        cell=entry.cell,
        result=entry.result,
        revision=revision,
        engine_version=engine_version,
        idempotency_key=entry.idempotency_key,
        body_hash=entry.body_hash,
        created_at=entry.at,
    )


def record_seal(record: TurnRecord) -> str:
    """The hash that a record must carry: over the hash before it and everything it says.

    A player's text enters by its salted hash only, so that erasing the text leaves the seal whole.
    """
    return chain(record.previous_hash, _sealed(record) | _sealed_of_place(record) | _sealed_of_world(record))


def _sealed(record: TurnRecord) -> dict[str, object]:
    return {
        "session": None if record.session_id is None else str(record.session_id),
        "number": record.number,
        "kind": record.kind,
        "turn": record.turn,
        "scene": record.scene,
        "beat": record.beat,
        "command": record.command,
        "text_hash": record.text.text_hash if record.text is not None else None,
        "meaning": record.meaning,
        "ruling": record.ruling,
        "cell": record.cell,
        "result": record.result,
        "revision": record.revision.content_hash,
        "engine_version": record.engine_version,
        "idempotency_key": record.idempotency_key,
        "body_hash": record.body_hash,
        "state_hash": record.state_hash,
        "at": record.created_at.isoformat(),
    }


def _sealed_of_place(record: TurnRecord) -> dict[str, object]:
    """Nothing where no node is told: such a record's seal is what it was before nodes were."""
    return {"node": record.node_id} if record.node_id else {}


def _sealed_of_world(record: TurnRecord) -> dict[str, object]:
    """Nothing for a solo record: its seal is what it was before there were worlds."""
    if record.world_id is None:
        return {}
    return {"world": str(record.world_id), "world_seq": record.world_seq, "world_hash": record.world_hash}
