"""Where approved improvisations come from."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from improvisations.models import Improvisation
from leaderboards.models import LeaderboardEntry
from leaderboards.rules.categories import IMPROVISATION_ACCEPTED
from leaderboards.rules.scoring import Approval


def approved_improvisations(*, user_id: uuid.UUID) -> tuple[Approval, ...]:
    """A player's approved improvisations, integrated or not yet, in order of approval."""
    rows = (
        Improvisation.objects.accepted().scoring().shared_by(user_id).annotate(at=Coalesce("reviewed_at", "created_at"))
    )
    return tuple(Approval(*row) for row in rows.order_by("at", "pk").values_list("scenario_id", "at"))


def miscounted_since(moment: datetime | None) -> list[uuid.UUID]:
    """Players whose entry does not say how many of theirs are approved; only of those approved since then, or of all."""
    lately = Q() if moment is None else Q(reviewed_at__gte=moment)
    authors = Improvisation.objects.accepted().scoring().filter(lately).order_by().values_list("author_id").distinct()
    counts = _counts(author_id for (author_id,) in authors)
    entries = LeaderboardEntry.objects.filter(category=IMPROVISATION_ACCEPTED, scenario=None, user_id__in=list(counts))
    entered = dict(entries.values_list("user_id", "score"))
    return [user_id for user_id, approved in counts.items() if entered.get(user_id) != approved]


def _counts(authors: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    rows = Improvisation.objects.accepted().scoring().filter(author_id__in=list(authors))
    return dict(rows.order_by().values_list("author_id").annotate(Count("pk")))
