"""Writing a session's log: one sealed entry for each thing that changed the game."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from worlds.models import GameSession, PlayerText, TurnRecord
from worlds.rules.canonical import chain


@dataclass(frozen=True, slots=True)
class Entry:
    """What a record says beyond the session's own counters."""

    kind: str
    at: datetime  # aware, UTC
    command: dict[str, Any] = field(default_factory=dict)
    text: PlayerText | None = None
    meaning: dict[str, Any] | None = None
    ruling: dict[str, Any] | None = None
    cell: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    idempotency_key: str | None = None
    body_hash: str = ""


def append(session: GameSession, entry: Entry) -> TurnRecord:
    """Write the next record of a session and seal it to the one before; saves only the record.

    Assumes the session's row is locked (or new) and already carries the state that the record leads to.
    """
    session.number += 1
    record = TurnRecord(
        session=session,
        number=session.number,
        kind=str(entry.kind),  # the plain word: an enum member has no canonical spelling
        turn=session.turn,
        scene=session.scene,
        beat=session.beat,
        command=entry.command,
        text=entry.text,
        meaning=entry.meaning,
        ruling=entry.ruling,
        cell=entry.cell,
        result=entry.result,
        revision=session.revision,
        engine_version=session.engine_version,
        idempotency_key=entry.idempotency_key,
        body_hash=entry.body_hash,
        state_hash=session.state_hash,
        previous_hash=session.record_hash,
        created_at=entry.at,
    )
    record.record_hash = session.record_hash = seal(record)
    record.save()
    return record


def seal(record: TurnRecord) -> str:
    """The hash that a record must carry: over the hash before it and everything it says.

    A player's text enters by its salted hash only, so that erasing the text leaves the seal whole.
    """
    text_hash = record.text.text_hash if record.text is not None else None
    return chain(
        record.previous_hash,
        {
            "session": str(record.session_id),
            "number": record.number,
            "kind": record.kind,
            "turn": record.turn,
            "scene": record.scene,
            "beat": record.beat,
            "command": record.command,
            "text_hash": text_hash,
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
        },
    )
