"""Writing the log: one sealed entry for each thing that changed a game or a world."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from common import storing
from worlds.models import GameSession, PlayerText, ScenarioRevision, SharedWorld, TurnRecord
from worlds.rules.canonical import chain
from worlds.rules.commands import Asked, Handle, Recalled, Say
from worlds.rules.messages import recalled_to_json, ruling_to_json
from worlds.rules.outcome import Step
from worlds.rules.rulings import Ruling
from worlds.rules.turns import ROAMING, is_turn
from worlds.services.texts import keep_text
from worlds.services.turns.request import TurnAttempt
from worlds.services.turns.result import played_payload


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


def entry_of(attempt: TurnAttempt, step: Step, *, session: GameSession, ruling: Ruling | None, at: datetime) -> Entry:
    """The entry for a turn that was played, not written yet; the player's words are stored on the way. Assumes an open transaction."""
    words = _words(attempt.command)
    text = None if words is None else keep_text(author_id=session.user_id, text=words)
    return Entry(
        kind=_kind(step, attempt.command),
        at=at,
        node_id=step.before.player.node,
        command=_said(step, attempt.command),
        text=text,
        meaning=_meant(step, attempt.command),
        ruling=ruling_to_json(ruling) if ruling else None,
        cell=step.cell or "",
        result=dict(played_payload(step, typed=attempt.typed)),
        idempotency_key=attempt.key,
        body_hash=attempt.request.body_hash() if attempt.key else "",
    )


def _words(command: Asked | Recalled) -> str | None:
    return None if isinstance(command, Recalled) else command.text


def _kind(step: Step, command: Asked | Recalled) -> str:
    """Words that handle a thing or take a way make the record that the command for it makes."""
    if step.kind in ROAMING:
        return step.kind
    return TurnRecord.Kind.CHOICE if _words(command) is None else TurnRecord.Kind.TEXT


def _meant(step: Step, command: Asked | Recalled) -> dict[str, object] | None:
    """What the player's words meant, so that they can be played again once they are erased; or what was asked without words."""
    if isinstance(command, Recalled):
        return recalled_to_json(command)
    return None if command.text is None or step.meaning is None else recalled_to_json(step.meaning)


def _said(step: Step, command: Asked | Recalled) -> dict[str, str]:
    """The command without the player's own words: those stand in PlayerText, where they can be erased."""
    if isinstance(command, Say | Handle | Recalled):
        return {}
    text = step.option_text if step.option_id == command.option_id else ""
    return {"option_id": command.option_id, "option_text": text}


def append_record(session: GameSession, entry: Entry) -> TurnRecord:
    """Write the next record of a session and seal it to the one before; saves only the record. Counts it, if it is a turn.

    Alone, that is the session's own record before; in a shared world the world's, whoever caused it. Assumes the
    session's row, and then its world's, locked (or new) and carrying already the state that the record leads to.
    """
    assert session.migrated_from is None, "a migration is stored first"
    session.number += 1  # without a gap, as the row is locked: a replay counts them
    session.turns_played += is_turn(entry.kind, entry.cell)
    record = _record(entry, session.revision, session.engine_version)
    record.relate("session", session)
    record.number = session.number
    record.turn, record.scene, record.beat = session.turn, session.scene, session.beat
    record.state_hash = session.state_hash
    if session.world is None:
        record.previous_hash = session.record_hash
        record.record_hash = record_seal(record)
        storing.insert(record)
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
    # One chain for the world, whoever acts: so the order of what several did can be proved, not only of what each did.
    assert world.migrated_from is None, "a migration is stored first"
    world.record_seq += 1
    record.relate("world", world)
    record.world_seq, record.world_hash = world.record_seq, world.state_hash
    record.relate("revision", world.revision)
    record.previous_hash = world.record_hash
    record.record_hash = world.record_hash = record_seal(record)
    storing.insert(record)


def _record(entry: Entry, revision: ScenarioRevision, engine_version: str) -> TurnRecord:
    return TurnRecord.made(
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
