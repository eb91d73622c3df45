"""What somebody has shared and what was accepted, for profiles: always counted from the rows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from improvisations.models import Improvisation
from improvisations.models.improvisations import ACCEPTED


@dataclass(frozen=True, slots=True)
class Tally:
    shared: int
    accepted: int  # approved, integrated or not yet


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a player's activity. `at` is aware, UTC."""

    scenario_slug: str
    node_id: str
    at: datetime


def tally_of(user_id: uuid.UUID) -> Tally:
    """One query."""
    counted = (
        Improvisation.objects.scoring()
        .shared_by(user_id)
        .aggregate(shared=Count("pk"), accepted=Count("pk", filter=Q(status__in=ACCEPTED)))
    )
    return Tally(**counted)


def recent_shares(user_id: uuid.UUID, limit: int) -> list[Share]:
    """The last shares that still stand, newest first: where and when, never a word of what was written."""
    rows = Improvisation.objects.shared_by(user_id).exclude(status=Improvisation.Status.REJECTED)
    found = rows.order_by("-created_at").values_list("scenario__slug", "node_id", "created_at")[:limit]
    return [Share(*row) for row in found]
