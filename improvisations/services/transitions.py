"""Every move of an improvisation comes through here: one lock, one table of moves, one row of history."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from common.errors import NotFound
from common.ids import lookup
from improvisations import signals
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.rules.pipeline import may_move
from improvisations.services.errors import IllegalTransition, StaleVersion
from worlds.event_types.ephemeral import ImprovisationMoved
from worlds.models import PlayerText
from worlds.models.texts import words
from worlds.services.notify import notify_after_commit

NEWS: Final[dict[str, Signal]] = {
    "submitted": signals.improvisation_submitted,
    "approved": signals.improvisation_approved,
    "integrated": signals.improvisation_integrated,
    "rejected": signals.improvisation_rejected,
}


def lock_improvisation(improvisation_id: str | uuid.UUID, *, version: int | None = None) -> Improvisation:
    """An improvisation with its row locked to the end of the transaction, which must be open.

    `version` is the one that the caller has seen. Raises NotFound, StaleVersion.
    """
    # The row alone, and what it refers to when it is ours: PostgreSQL looks again at a row that it has waited for, but not
    # at the rows joined to it, and drops one whose words have been exchanged meanwhile.
    rows = Improvisation.objects.filter(**lookup(improvisation_id, "imp"))
    list(rows.select_for_update().values_list("pk"))
    row = rows.with_texts().with_revision().first()
    if row is None:
        raise NotFound("There is no improvisation with this id.")
    if version is not None and version != row.version:
        raise StaleVersion(version=row.version, status=row.status)
    return row


def move_to(
    row: Improvisation,
    target: str,
    *,
    by_id: uuid.UUID | None,
    noted: str = "",
    why: PlayerText | None = None,
    text: PlayerText | None = None,
    at: datetime | None = None,
) -> None:
    """Take one step of the pipeline, write it into the history, and tell the apps above once it is committed.

    `noted` is the system's own sentence, `why` what a moderator wrote. Assumes the row locked, or new; saves it whole.
    Raises IllegalTransition. `by_id` None: the system itself did it.
    """
    moment = at or timezone.now()
    origin = row.status if row.version else ""
    if origin and not may_move(origin, target):
        raise IllegalTransition(status=origin, wanted=target, version=row.version)
    row.status = target
    made = {"from_status": origin, "by_id": by_id, "noted": noted, "why_text": why, "text": text, "at": moment}
    _write(row, **made)
    _announce(row, words(why) or noted)


def note_change(
    row: Improvisation, *, by_id: uuid.UUID | None, noted: str = "", why: PlayerText | None = None, at: datetime
) -> None:
    """Write down what moved nothing but must not be missed: a form that was opened before is stale now.

    Assumes the row locked; saves it whole. `by_id` None: the system noticed it itself.
    """
    _write(row, from_status=row.status, by_id=by_id, noted=noted, why_text=why, at=at)


def noted_by_system(row: Improvisation) -> str:
    """What the system itself had to note on what was done last; empty: nothing."""
    notes = row.moves.filter(version=row.version, by=None, from_status=row.status, to_status=row.status)
    return notes.values_list("noted", flat=True).first() or ""


def _write(row: Improvisation, **made: Any) -> None:
    row.version += 1
    row.save()
    ImprovisationMove.objects.create(improvisation=row, version=row.version, to_status=row.status, **made)


def _announce(row: Improvisation, why: str) -> None:
    """Tell the apps above, and the author on whatever streams they have open, once it is committed."""
    told = ImprovisationMoved(improvisation_id=row.short_id, status=str(row.status), reason=why)
    notify_after_commit(row.author_id, told)
    news = NEWS.get(row.status)
    if news is not None:
        ids = {"improvisation_id": row.pk, "author_id": row.author_id, "scenario_id": row.scenario_id}
        transaction.on_commit(lambda: news.send_robust(sender=Improvisation, **ids), robust=True)
