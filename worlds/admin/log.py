"""A page of a session's log, as a moderator reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from worlds.models import GameSession, TurnRecord
from worlds.rules.grid import CELLS, row_of
from worlds.services.games.rewind import current_branch
from worlds.services.games.transcript import what_player_did

PER_PAGE: Final = 40
A_PAGE: Final = re.compile("[1-9][0-9]{0,8}")
PLAIN: Final = {TurnRecord.Kind.CHOICE, TurnRecord.Kind.TEXT}


@dataclass(frozen=True, slots=True)
class Entry:
    record: TurnRecord
    deed: str
    kind: str  # where the deed alone does not tell it
    is_written: bool  # in the player's own words, rather than chosen
    narrative: str
    changes: tuple[str, ...]
    hue: str  # row of the cell
    is_left: bool  # on a branch that a rewind left
    command: str
    ruling: str


@dataclass(frozen=True, slots=True)
class LogPage:
    entries: tuple[Entry, ...]
    number: int
    pages: int

    @property
    def earlier(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def log_page(session: GameSession, *, wanted: str) -> LogPage:
    """The page of the log that `wanted` names, else its first: oldest record first, in two queries at most."""
    pages = max(1, -(-session.number // PER_PAGE))
    number = min(int(wanted), pages) if A_PAGE.fullmatch(wanted) else 1
    # Records are numbered without a gap, so a page needs neither an offset nor a count.
    first = 1 + PER_PAGE * (number - 1)
    records = session.records.filter(number__gte=first, number__lt=first + PER_PAGE).select_related("text")
    standing = {record.number for record in current_branch(session)} if session.rewinds else None
    return LogPage(
        entries=tuple(_entry(record, standing) for record in records.order_by("number")),
        number=number,
        pages=pages,
    )


def _entry(record: TurnRecord, standing: set[int] | None) -> Entry:
    return Entry(
        record=record,
        deed=what_player_did(record) or DEEDS.get(record.kind, ""),
        kind="" if record.kind in PLAIN else record.kind,
        is_written=record.text is not None,
        narrative=str(record.result.get("narrative", "")),
        changes=tuple(_changes(record.result)),
        hue=row_of(record.cell) if record.cell in CELLS else "",
        is_left=standing is not None and record.number not in standing and record.kind != TurnRecord.Kind.REWIND,
        command=plain_text(record.command),
        ruling=plain_text(record.ruling),
    )


def plain_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def nine_reached(session: GameSession) -> list[tuple[str, str, bool]]:
    """Each of the nine cells with its row and whether the game has reached it, in reading order."""
    return [(cell, row_of(cell), cell in session.cells) for cell in CELLS]


def _changes(result: dict[str, Any]) -> Iterator[str]:
    for change in result.get("changes", []):
        if "action" in change:
            yield f"{change['path']}: {change['item']} {change['action']}"
        else:
            yield f"{change['path']}: {change.get('before')} → {change.get('value')}"
    for event in result.get("fired", []):
        yield f"event {event} fired"


DEEDS: Final[dict[str, str]] = {
    TurnRecord.Kind.START: "Game started.",
    TurnRecord.Kind.REWIND: "Rewound.",
    TurnRecord.Kind.SETTINGS: "Settings changed.",
    TurnRecord.Kind.ABANDON: "Game abandoned.",
    TurnRecord.Kind.MIGRATE: "Brought up to date.",
}
