"""A game as it was told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, TypedDict

from django.db.models import F, QuerySet

from common.dates import utc
from worlds.models import GameSession, TurnRecord
from worlds.rules.turns import ROAMING, is_turn
from worlds.services.budgets import REPLAYS
from worlds.services.games.rewind import current_branch
from worlds.services.turns.counting import TurnCount
from worlds.services.turns.payloads import ChangePayload, Improvised
from worlds.services.turns.result import cause_payload

BATCH = 16  # records read at once on the way back
TOLD = (
    TurnRecord.Kind.START,
    TurnRecord.Kind.IMPORT,
    TurnRecord.Kind.JOIN,
    TurnRecord.Kind.CHOICE,
    TurnRecord.Kind.TEXT,
    TurnRecord.Kind.MAINTENANCE,
    *(TurnRecord.Kind(kind) for kind in sorted(ROAMING)),
)


class TranscriptEntry(TypedDict):
    number: int
    turn: int
    scene: int
    beat: int
    turns_played: int  # on the way to here, this one included
    kind: str
    cell: str | None
    node_id: str  # where it was played; empty for what is no turn
    option_id: str | None  # the option that was played, also where it was typed
    did: str  # what the player chose or typed
    is_written: bool  # in the player's own words
    read_as: str  # the option that typed words were read as; empty for none
    narrative: str
    changes: list[ChangePayload]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    at: str
    left: bool  # on a branch that a rewind left


def full_transcript(session: GameSession) -> list[TranscriptEntry]:
    """`whole_story` for its player, who pays for it. Raises RateLimited."""
    REPLAYS.spend(str(session.user_id))
    return whole_story(session)


def whole_story(session: GameSession) -> list[TranscriptEntry]:
    """Everything that was told in a game, oldest first, branches left included and marked; two queries."""
    standing = {record.number for record in current_branch(session)}
    records = _told(session).order_by("number")
    count = TurnCount()
    counted = [(record, count.take(record)) for record in records]
    return [
        _entry(record, turns, left=record.number not in standing) for record, turns in counted if record.kind in TOLD
    ]


def latest_entries(session: GameSession, *, amount: int) -> list[TranscriptEntry]:
    """The last entries that still stand, oldest first; what it costs does not grow with the game."""
    told = ((record, turns) for record, turns in _counted_back(session) if record.kind in TOLD)
    return [_entry(record, turns, left=False) for record, turns in islice(told, amount)][::-1]


def _counted_back(session: GameSession) -> Iterator[tuple[TurnRecord, int]]:
    turns = session.turns_played
    for record in records_backwards(session):
        yield record, turns
        turns -= is_turn(record.kind, record.cell)


def records_backwards(session: GameSession) -> Iterator[TurnRecord]:
    """The records that led to where the game stands, newest first: at a rewind the way goes on from its target."""
    upto = session.number
    while upto:
        for record in _told(session).filter(number__lte=upto).order_by("-number")[:BATCH]:
            if record.kind == TurnRecord.Kind.REWIND:
                upto = record.command["target"]
                break
            yield record
            upto = record.number - 1


def _told(session: GameSession) -> QuerySet[Any]:
    """A game's records with their texts, and with the short id of its player."""
    rows: QuerySet[Any] = session.records.select_related("text").annotate(player=F("session__user__short_id"))
    return rows


def _entry(record: Any, turns: int, *, left: bool) -> TranscriptEntry:
    told = record.result
    return {
        "number": record.number,
        "turn": record.turn,
        "scene": record.scene,
        "beat": record.beat,
        "turns_played": turns,
        "kind": told["kind"],
        "cell": told["cell"],
        "node_id": record.node_id,
        "option_id": told.get("read_as", record.command).get("option_id"),
        "did": what_player_did(record),
        "is_written": record.text is not None,
        "read_as": told.get("read_as", {}).get("text", ""),
        "narrative": told["narrative"],
        "changes": cause_payload(told["changes"], by=record.player),
        "time_passed": told["time_passed"],
        "fired": told["fired"],
        "improvisation": told["improvisation"],
        "at": utc(record.created_at),
        "left": left,
    }


def what_player_did(record: TurnRecord) -> str:
    """What the player chose or typed; texts that were erased read as removed."""
    if record.text is None:
        return str(record.command.get("option_text", ""))
    return str(record.text)
