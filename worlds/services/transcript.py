"""A game as it was told."""

from __future__ import annotations

from typing import TypedDict

from worlds.models import GameSession, TurnRecord
from worlds.services.results import ChangeTold, Improvised
from worlds.services.rewind import branch

REMOVED = "(removed)"
TOLD = (TurnRecord.Kind.START, TurnRecord.Kind.JOIN, TurnRecord.Kind.CHOICE, TurnRecord.Kind.TEXT)


class TranscriptEntry(TypedDict):
    number: int
    turn: int
    scene: int
    beat: int
    kind: str
    cell: str | None
    did: str  # what the player chose or typed
    narrative: str
    changes: list[ChangeTold]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    at: str
    left: bool  # on a branch that a rewind left


def transcript(session: GameSession) -> list[TranscriptEntry]:
    """Everything that was told in a game, oldest first, branches left included and marked; two queries."""
    standing = {record.number for record in branch(session)}
    records = session.records.filter(kind__in=TOLD).select_related("text").order_by("number")
    return [_entry(record, left=record.number not in standing) for record in records]


def _entry(record: TurnRecord, *, left: bool) -> TranscriptEntry:
    told = record.result
    return {
        "number": record.number,
        "turn": record.turn,
        "scene": record.scene,
        "beat": record.beat,
        "kind": told["kind"],
        "cell": told["cell"],
        "did": did(record),
        "narrative": told["narrative"],
        "changes": told["changes"],
        "time_passed": told["time_passed"],
        "fired": told["fired"],
        "improvisation": told["improvisation"],
        "at": record.created_at.isoformat().replace("+00:00", "Z"),
        "left": left,
    }


def did(record: TurnRecord) -> str:
    """What the player chose or typed; texts that were erased read as removed."""
    if record.text is None:
        return str(record.command.get("option_text", ""))
    return REMOVED if record.text.redacted_at else record.text.text
