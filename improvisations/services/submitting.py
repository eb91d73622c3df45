"""What every submission has in common, the first one and an edited draft."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import get_user_model

from improvisations import limits
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services import transitions
from improvisations.services.errors import AlreadyPending, TooManyShares
from improvisations.services.similarity import Likeness, judge_novelty
from improvisations.services.texts import Judged

DAY: Final = timedelta(days=1)


def submit_texts(row: Improvisation, texts: Judged, likeness: Likeness, *, at: datetime) -> None:
    """Write a player's texts into a row, new or locked, and move it to `submitted`.

    Assumes `lock_author`. Raises AlreadyPending, TooManyShares, IllegalTransition.
    """
    _check_room(row, at=at)
    kept = texts.keep(row.author_id)
    assert kept["input"] is not None
    row.input_text, row.response_text, row.outcome_text = kept["input"], kept["response"], kept["outcome"]
    row.moderation_score, row.moderation_reasons = texts.score, texts.reasons
    row.is_flagged = bool(texts.reasons)
    row.submitted_at = at
    judge_novelty(row, likeness=likeness)
    transitions.move_to(row, Improvisation.Status.SUBMITTED, by_id=row.author_id, text=row.input_text, at=at)


def lock_author(user_id: uuid.UUID) -> None:
    """One submission of a person at a time: two tabs may share in the same second. Assumes an open transaction."""
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user_id).values_list("pk"))


def _check_room(row: Improvisation, *, at: datetime) -> None:
    mine = Improvisation.objects.shared_by(row.author_id)
    waiting = mine.at_node(row.scenario_id, row.node_id).pending().exclude(pk=row.pk).first()
    if waiting is not None:
        raise AlreadyPending(improvisation_id=waiting.short_id, status=waiting.status)
    submitted = ImprovisationMove.objects.filter(by_id=row.author_id, to_status="submitted", at__gt=at - DAY)
    moments = list(submitted.order_by("-at").values_list("at", flat=True)[: limits.IDEAS_A_DAY])
    if len(moments) == limits.IDEAS_A_DAY:
        raise TooManyShares(retry_after=max(1, int((moments[-1] + DAY - at).total_seconds()) + 1))
