"""What somebody has played, read once: every number on a profile is counted from these rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from django.db.models import Count
from django.db.models.functions import TruncWeek

from common.dates import last_mondays, start_of
from worlds.models import GameSession, TurnRecord
from worlds.rules import grid
from worlds.services.turns.counting import TURNS, played_in

WEEKS: Final = 26


@dataclass(frozen=True, slots=True)
class PlayHistory:
    """A game of theirs; `finished_at` is aware, UTC, and None while it is not over.

    `turns` were played in this game, also those taken back. `cells` are those that count: reached on the way to an
    ending that the boards count, or that they have not judged yet.
    """

    scenario: str
    name: str
    status: str
    turns: int
    cells: frozenset[str]
    tier: str
    finished_at: datetime | None

    @property
    def is_completed(self) -> bool:
        return self.status == GameSession.Status.COMPLETED


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cells reached in one scenario on the way to its endings; `games` and `finished` say in how many."""

    scenario: str
    name: str
    cells: frozenset[str]
    games: int
    finished: int

    @property
    def tier(self) -> str:
        return grid.tier(self.cells)


COLUMNS = ("pk", "revision__scenario__slug", "revision__scenario__name", "status", "tier", "finished_at")
COUNTED = ("cells", "number", "judgement__number", "finishes__cells")


def games_of(user_id: uuid.UUID) -> list[PlayHistory]:
    """All their games that score, alone and in company, given up or not; one query."""
    # One row for each ending of a game that counts, or one without: they come one after the other.
    rows = (
        GameSession.objects.scoring().owned_by(user_id).order_by("created_at", "pk").annotate(turns=played_in("pk"))
    ).values_list("turns", *COLUMNS, *COUNTED, named=True)
    return [_played(list(endings)) for _, endings in groupby(rows, key=attrgetter("pk"))]


def _played(endings: list[Any]) -> PlayHistory:
    game = endings[0]
    cells = {cell for ending in endings for cell in ending.finishes__cells or ()}
    if game.status == GameSession.Status.COMPLETED and game.judgement__number != game.number:
        cells.update(game.cells)
    return PlayHistory(
        scenario=game.revision__scenario__slug,
        name=game.revision__scenario__name,
        status=game.status,
        turns=game.turns,
        cells=frozenset(cells),
        tier=game.tier,
        finished_at=game.finished_at,
    )


def coverage_of(games: Iterable[PlayHistory]) -> list[Coverage]:
    """The widest covered scenario first, then by name."""
    by_scenario: dict[str, list[PlayHistory]] = {}
    for game in games:
        by_scenario.setdefault(game.scenario, []).append(game)
    found = [_coverage(scenario, together) for scenario, together in by_scenario.items()]
    return sorted(found, key=lambda coverage: (-len(coverage.cells), coverage.name))


def _coverage(scenario: str, games: list[PlayHistory]) -> Coverage:
    cells = frozenset().union(*(game.cells for game in games))
    return Coverage(scenario, games[-1].name, cells, len(games), sum(game.is_completed for game in games))


@dataclass(frozen=True, slots=True)
class PlayedWeek:
    """`begins` is a Monday (UTC)."""

    begins: date
    turns: int


def turns_by_week(user_id: uuid.UUID, *, weeks: int = WEEKS) -> list[PlayedWeek]:
    """Turns played in each of the last weeks, this one included, oldest first; one query over what was played since."""
    mondays = last_mondays(weeks)
    since = start_of(mondays[0])
    turns = TurnRecord.objects.filter(
        TURNS,
        session__in=GameSession.objects.scoring().owned_by(user_id).filter(last_turn_at__gte=since),
        created_at__gte=since,
    )
    by_week = turns.order_by().annotate(week=TruncWeek("created_at", tzinfo=UTC)).values_list("week")
    counted = {week.date(): amount for week, amount in by_week.annotate(Count("pk"))}
    return [PlayedWeek(monday, counted.get(monday, 0)) for monday in mondays]
