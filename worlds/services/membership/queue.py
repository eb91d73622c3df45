"""How many wait for others to play with, and how long that takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, TypedDict

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from worlds.models import SharedWorld, WorldParticipant
from worlds.models.shared import SharedWorldQuerySet

LATELY: Final = timedelta(days=7)
COUNTED: Final = 50  # worlds, the newest


class QueueStatistics(TypedDict):
    """Of public worlds: players who are alone or wait to start, and what others took to find company lately; null where none did."""

    waiting: int
    worlds: int
    average_wait_seconds: int | None


def queue_statistics(*, scenario_slug: str | None = None) -> QueueStatistics:
    """Of one scenario, or of all. Two queries."""
    worlds = SharedWorld.objects.public()
    if scenario_slug is not None:
        worlds = worlds.filter(scenario__slug=scenario_slug)
    waits = _waits(worlds)
    wanting = worlds.filter(Q(ready_check=True) | Q(player_count=1), status=SharedWorld.Status.ACTIVE)
    counts = list(wanting.exclude(player_count=0).order_by().values_list("player_count", flat=True))
    average = round(sum(waits) / len(waits)) if waits else None
    return {"waiting": sum(counts), "worlds": len(counts), "average_wait_seconds": average}


def _waits(worlds: SharedWorldQuerySet) -> list[float]:
    """The seconds from the making of each of the newest worlds to the coming of its second player."""
    players = WorldParticipant.objects.filter(world=OuterRef("pk"), session__isnull=False).order_by("joined_at", "pk")
    lately = worlds.filter(created_at__gt=timezone.now() - LATELY).order_by("-created_at")
    found = lately.annotate(second=Subquery(players.values("joined_at")[1:2])).filter(second__isnull=False)
    rows: list[tuple[datetime, datetime]] = list(found.values_list("created_at", "second")[:COUNTED])
    return [max(0.0, (second - created).total_seconds()) for created, second in rows]
