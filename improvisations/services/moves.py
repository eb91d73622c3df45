"""Every move of an improvisation comes through here: one lock, one table of moves, one row of history."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from improvisations import signals
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.rules.pipeline import may_move
from improvisations.services.errors import IllegalTransition, StaleVersion
from kleene_site.common.errors import NotFound
from kleene_site.common.ids import lookup
from worlds.models import PlayerText

NEWS: Final[dict[str, Signal]] = {
    "submitted": signals.improvisation_submitted,
    "approved": signals.improvisation_approved,
    "integrated": signals.improvisation_integrated,
    "rejected": signals.improvisation_rejected,
}


def lock(improvisation_id: str | uuid.UUID, *, version: int | None = None) -> Improvisation:
    """An improvisation with its row locked to the end of the transaction, which must be open.

    `version` is the one that the caller has seen. Raises NotFound, StaleVersion.
    """
    # Only the row itself: a reviewer's deed must not wait for a player's turn, or for another scenario's revision.
    rows = Improvisation.objects.select_for_update(of=("self",)).select_related("scenario", "author", "input_text")
    row = rows.filter(**lookup(improvisation_id, "imp")).first()
    if row is None:
        raise NotFound("There is no improvisation of this id.")
    if version is not None and version != row.version:
        raise StaleVersion(version=row.version, status=row.status)
    return row


def move(
    row: Improvisation,
    target: str,
    *,
    by_id: uuid.UUID | None,
    why: str = "",
    text: PlayerText | None = None,
    at: datetime | None = None,
) -> None:
    """Take one step of the pipeline, write it into the history, and tell the apps above once it is committed.

    Assumes the row locked, or new; saves it whole. Raises IllegalTransition. `by_id` None: the house itself did it.
    """
    moment = at or timezone.now()
    origin = row.status if row.version else ""
    if origin and not may_move(origin, target):
        raise IllegalTransition(status=origin, wanted=target, version=row.version)
    row.status, row.version = target, row.version + 1
    row.save()
    ImprovisationMove.objects.create(
        improvisation=row,
        version=row.version,
        from_status=origin,
        to_status=target,
        by_id=by_id,
        why=why,
        text=text,
        at=moment,
    )
    announce(row)


def announce(row: Improvisation) -> None:
    news = NEWS.get(row.status)
    if news is None:
        return
    told = {"improvisation_id": row.pk, "author_id": row.author_id, "scenario_id": row.scenario_id}
    transaction.on_commit(lambda: news.send_robust(sender=Improvisation, **told), robust=True)
