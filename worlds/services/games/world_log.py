"""A world's own log, checked: the proof that no record of anybody in it was altered, taken out or put in."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.rules.canonical import stored_hash
from worlds.services.turns import record_log


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place at which a world's log is not what it was; `record` is its number in the world."""

    record: int
    why: str


def first_fault(*, world_id: uuid.UUID) -> Fault | None:
    """The first record that is missing or not as it was written, else a row that says something else; None where all is whole.

    Reads only, seals and hashes, and plays nothing again; a turn that is played meanwhile may look like a fault.
    """
    last, numbers = TurnRecord(world_seq=0), Counter[uuid.UUID]()
    rows = TurnRecord.objects.filter(world_id=world_id).select_related("text", "revision")
    for record in rows.defer("revision__content_text").order_by("world_seq").iterator(chunk_size=500):
        expected = (last.world_seq or 0) + 1
        if record.world_seq != expected:
            return Fault(expected, "is missing")
        if record.previous_hash != last.record_hash or record.record_hash != record_log.record_seal(record):
            return Fault(expected, "was altered")
        if record.session_id is not None:
            numbers[record.session_id] += 1
            if record.number != numbers[record.session_id]:
                return Fault(expected, "does not follow the record before it of the same game")
        last = record
    return _fault_of_rows(world_id, last)


def _fault_of_rows(world_id: uuid.UUID, last: TurnRecord) -> Fault | None:
    """What the rows of today say must be what the newest records led to."""
    newest, world = last.world_seq or 0, SharedWorld.objects.get(pk=world_id)
    if (world.record_seq, world.record_hash) != (newest, last.record_hash):
        return Fault(newest + 1, "is missing")
    if not world.state_hash == last.world_hash == stored_hash(world.world_state):
        return Fault(newest, "led to another state than the world has")
    for session in GameSession.objects.filter(world_id=world_id).order_by("pk"):
        record = session.records.order_by("-number").first()
        if record is None or not session.state_hash == record.state_hash == stored_hash(session.state):
            return Fault(newest, f"leaves {session.short_id} in another state than its last record says")
        if (session.number, session.record_hash) != (record.number, record.record_hash):
            return Fault(newest, f"leaves {session.short_id} at another record than its last one")
    return None
