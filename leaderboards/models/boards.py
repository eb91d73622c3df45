"""One board among many: what it ranks by, in which story, over which time, and whom."""

from __future__ import annotations

from dataclasses import dataclass

from leaderboards.models.entries import EntryQuerySet, LeaderboardEntry, LeaderboardPeriodEntry
from leaderboards.rules.categories import BY_NAME, Category
from leaderboards.rules.contestants import AGENTS, PEOPLE
from leaderboards.rules.periods import ALL_TIME, Period


@dataclass(frozen=True, slots=True)
class Board:
    category: str
    scenario_id: int | None = None
    period: Period = ALL_TIME
    players: str = PEOPLE

    @property
    def kind(self) -> Category:
        return BY_NAME[self.category]

    @property
    def key(self) -> str:
        """The board's name in the histogram."""
        named = f"{self.category}:{self.scenario_id or ''}:{self.period.kind}:{self.period.starts_on or ''}"
        return f"{AGENTS}:{named}" if self.is_of_agents else named

    @property
    def is_of_agents(self) -> bool:
        return self.players == AGENTS

    def entries(self) -> EntryQuerySet:
        return rows_of(self.period).filter(
            is_agents=self.is_of_agents, category=self.category, scenario_id=self.scenario_id
        )


def rows_of(period: Period) -> EntryQuerySet:
    """All entries of a period, on whatever board."""
    if period == ALL_TIME:
        return LeaderboardEntry.objects.all()
    assert period.starts_on is not None
    return LeaderboardPeriodEntry.objects.filter(period=period.kind, starts_on=period.starts_on)
