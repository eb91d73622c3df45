"""What somebody has played, read once: every number on a profile is counted from these rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils import timezone

from worlds.models import GameSession, TurnRecord
from worlds.rules import grid

WEEKS: Final = 26
TURNS: Final = (TurnRecord.Kind.CHOICE, TurnRecord.Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Played:
    """A game of theirs as its row stands; `finished_at` is aware, UTC, and None while it is not over."""

    scenario: str
    name: str
    status: str
    turn: int
    cells: frozenset[str]
    tier: str
    finished_at: datetime | None

    @property
    def is_completed(self) -> bool:
        return self.status == GameSession.Status.COMPLETED


@dataclass(frozen=True, slots=True)
class Coverage:
    """The decisions met in one scenario, over all games of it."""

    scenario: str
    name: str
    cells: frozenset[str]
    games: int
    finished: int

    @property
    def tier(self) -> str:
        return grid.tier(self.cells)


COLUMNS = ("revision__scenario__slug", "revision__scenario__name", "status", "turn", "cells", "tier", "finished_at")


def games_of(user_id: uuid.UUID) -> list[Played]:
    """All their games, alone and in company, given up or not; one query."""
    rows = GameSession.objects.owned_by(user_id).order_by("created_at").values_list(*COLUMNS)
    return [
        Played(slug, name, status, turn, frozenset(cells), tier, finished_at)
        for slug, name, status, turn, cells, tier, finished_at in rows
    ]


def coverage_of(games: Iterable[Played]) -> list[Coverage]:
    """The widest covered scenario first, then by name."""
    by_scenario: dict[str, list[Played]] = {}
    for game in games:
        by_scenario.setdefault(game.scenario, []).append(game)
    found = [_coverage(scenario, together) for scenario, together in by_scenario.items()]
    return sorted(found, key=lambda coverage: (-len(coverage.cells), coverage.name))


def _coverage(scenario: str, games: list[Played]) -> Coverage:
    cells = frozenset().union(*(game.cells for game in games))
    return Coverage(scenario, games[-1].name, cells, len(games), sum(game.is_completed for game in games))


@dataclass(frozen=True, slots=True)
class Week:
    """`begins` is a Monday (UTC)."""

    begins: date
    turns: int


def turns_by_week(user_id: uuid.UUID, *, weeks: int = WEEKS) -> list[Week]:
    """Turns played in each of the last weeks, this one included, oldest first; one query over what was played since."""
    today = timezone.now().date()
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    since = datetime.combine(first, time.min, UTC)
    turns = TurnRecord.objects.filter(
        session__user_id=user_id, session__last_turn_at__gte=since, created_at__gte=since, kind__in=TURNS
    )
    by_week = turns.order_by().annotate(week=TruncWeek("created_at", tzinfo=UTC)).values_list("week")
    counted = {week.date(): amount for week, amount in by_week.annotate(Count("pk"))}
    mondays = [first + timedelta(weeks=place) for place in range(weeks)]
    return [Week(monday, counted.get(monday, 0)) for monday in mondays]
