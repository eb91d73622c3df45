"""How much is being played: a fixed number of queries, each over an index on time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Final

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from common.dates import last_days, start_of
from worlds.models import GameSession

PLAYING: Final = timedelta(minutes=5)  # who has not moved for longer is thinking, or at dinner


@dataclass(frozen=True, slots=True)
class Day:
    """Games of one day (UTC)."""

    date: date
    begun: int
    finished: int


def playing_now() -> int:
    """Games that have seen a turn in the last five minutes."""
    return GameSession.objects.active().played_since(timezone.now() - PLAYING).count()


def by_day(*, days: int) -> list[Day]:
    """The last `days` days up to today, oldest first. A game is finished on the day of its last turn."""
    dates = last_days(days)
    since = start_of(dates[0])
    begun = _counts(GameSession.objects.filter(created_at__gte=since), "created_at")
    finished = _counts(GameSession.objects.completed().played_since(since), "last_turn_at")
    return [Day(day, begun.get(day, 0), finished.get(day, 0)) for day in dates]


def _counts(games: QuerySet[GameSession], moment: str) -> dict[date, int]:
    # The model's own order would become part of the grouping.
    counted = games.order_by().annotate(day=TruncDate(moment, tzinfo=UTC)).values_list("day").annotate(Count("pk"))
    return dict(counted)
