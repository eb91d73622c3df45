"""What the queue shows of each improvisation: enough to decide by."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from common.backoffice import Tone
from improvisations.admin.marking import Piece, categories, pieces
from improvisations.models import Improvisation
from improvisations.services.texts import read_text
from improvisations.services.workload import AuthorRecord, records_of
from worlds.views.grid_widget import Nine, nine
from worlds.views.words import span

TONES: Final[dict[str, Tone]] = {
    "submitted": "warn",
    "under_review": "good",
    "approved": "good",
    "integrated": "quiet",
    "rejected": "bad",
}


@dataclass(frozen=True, slots=True)
class Hold:
    """A claim that stands. `until` is aware, UTC; a page counts it down in whole minutes."""

    name: str
    is_mine: bool
    until: datetime

    @property
    def minutes(self) -> int:
        return max(1, round((self.until - timezone.now()).total_seconds() / 60))

    @property
    def told(self) -> str:
        return f"{'You' if self.is_mine else self.name}, {self.minutes} min left"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row; `age` is how long it has waited, in one unit."""

    row: Improvisation
    age: str
    tone: Tone
    words: tuple[Piece, ...]
    nine: Nine
    record: AuthorRecord
    categories: tuple[str, ...]
    hold: Hold | None


def entries(rows: Sequence[Improvisation], *, reader_id: uuid.UUID) -> list[Entry]:
    """Rows with what stands beside them; the records of all their authors are one query."""
    records = records_of({row.author_id for row in rows})
    return [
        Entry(
            row=row,
            age=age(row.submitted_at),
            tone=TONES[row.status],
            words=_words(row),
            nine=nine({row.classification}, tier="none"),
            record=records[row.author_id],
            categories=categories(row),
            hold=hold_of(row, reader_id=reader_id),
        )
        for row in rows
    ]


def hold_of(row: Improvisation, *, reader_id: uuid.UUID) -> Hold | None:
    """Who holds a row now; the row must carry `claimed_by`."""
    if row.claimed_by is None or row.claim_expires_at is None or row.claim_expires_at <= timezone.now():
        return None
    return Hold(str(row.claimed_by), row.claimed_by_id == reader_id, row.claim_expires_at)


def age(since: datetime) -> str:
    """How long ago a moment (aware, UTC) was, in its largest unit: a list is scanned, not read."""
    return span(int((timezone.now() - since).total_seconds())).partition(" and ")[0]


def _words(row: Improvisation) -> tuple[Piece, ...]:
    if row.input_text.redacted_at:
        return pieces(read_text(row.input_text), ())
    return pieces(row.input_text.text, [each for each in row.moderation_reasons if each["field"] == "input"])
