"""Weeks and months, in UTC: a week begins on Monday."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

ALL: Final = "all"
WEEK: Final = "week"
MONTH: Final = "month"
PERIODS: Final = (ALL, WEEK, MONTH)


class Period(NamedTuple):
    """A span of time that has boards of its own; `starts_on` is None for all time."""

    kind: str = ALL
    starts_on: date | None = None

    def holds(self, moment: datetime) -> bool:
        return period_of(self.kind, moment) == self


ALL_TIME: Final = Period()


def period_of(kind: str, moment: datetime) -> Period:
    """The period of this kind that a moment (aware) lies in."""
    day = moment.astimezone(UTC).date()
    match kind:
        case "week":
            return Period(WEEK, day - timedelta(days=day.weekday()))
        case "month":
            return Period(MONTH, day.replace(day=1))
        case _:
            return ALL_TIME


def periods_of(moment: datetime) -> set[Period]:
    return {period_of(kind, moment) for kind in PERIODS}
