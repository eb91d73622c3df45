"""The columns of the review queue: what it shows of each improvisation, enough to decide by (drawn by `row.html`)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from common.backoffice import Tone
from common.backoffice.claims import OpenClaim, claim_on
from improvisations.admin.marking import Piece, cut_at_hits, noticed_categories
from improvisations.models import Improvisation
from improvisations.services.workload import AuthorRecord, records_of
from worlds.views.formatting import time_span
from worlds.views.grid_widget import Nine, nine_cells

TONES: Final[dict[str, Tone]] = {
    "submitted": "warn",
    "under_review": "good",
    "approved": "good",
    "integrated": "quiet",
    "rejected": "bad",
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A row of the queue, a field for each column; `age` is how long it has waited, in one unit."""

    row: Improvisation
    age: str
    tone: Tone
    words: tuple[Piece, ...]
    nine: Nine
    record: AuthorRecord
    categories: tuple[str, ...]
    claim: OpenClaim | None


def queue_rows(rows: Sequence[Improvisation], *, reader_id: uuid.UUID) -> list[QueueRow]:
    """Rows with what stands beside them; the records of all their authors are one query."""
    records = records_of({row.author_id for row in rows})
    return [
        QueueRow(
            row=row,
            age=age_of(row.submitted_at),
            tone=TONES[row.status],
            words=_words(row),
            nine=nine_cells({row.classification}, tier="none"),
            record=records[row.author_id],
            categories=noticed_categories(row),
            claim=claim_on(row, reader_id=reader_id),
        )
        for row in rows
    ]


def age_of(since: datetime) -> str:
    """How long ago a moment (aware, UTC) was, in its largest unit: a list is scanned, not read."""
    return time_span(int((timezone.now() - since).total_seconds())).partition(" and ")[0]


def _words(row: Improvisation) -> tuple[Piece, ...]:
    if row.input_text.redacted_at:
        return cut_at_hits(str(row.input_text), ())
    return cut_at_hits(row.input_text.text, [each for each in row.moderation_reasons if each["field"] == "input"])
