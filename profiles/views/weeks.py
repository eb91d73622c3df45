"""How much somebody played, week by week, as bars."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from profiles.services.play_history import PlayedWeek

STEP: Final = 12  # from one bar to the next
BAR: Final = 8
HEIGHT: Final = 72
LEAST: Final = 3  # of a week with a turn in it
WORTH_DRAWING: Final = 3  # weeks with turns: fewer are said in words


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    height: int
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Month:
    x: int
    name: str


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    bars: tuple[Bar, ...]
    months: tuple[Month, ...]
    total: int
    summary: str

    @property
    def is_worth_drawing(self) -> bool:
        return sum(not bar.is_empty for bar in self.bars) >= WORTH_DRAWING


def weeks_chart(weeks: Sequence[PlayedWeek]) -> Chart:
    """Bars against the busiest week; `summary` says the same in words."""
    most = max(week.turns for week in weeks)
    bars = tuple(_bar(place, week.turns, most) for place, week in enumerate(weeks))
    total = sum(week.turns for week in weeks)
    return Chart(STEP * len(weeks), bars, tuple(_months(weeks)), total, _summary(weeks, total))


def _bar(place: int, turns: int, most: int) -> Bar:
    height = max(LEAST, round(HEIGHT * turns / most)) if turns else 1
    return Bar(x=STEP * place + (STEP - BAR) // 2, y=HEIGHT - height, height=height, is_empty=not turns)


def _months(weeks: Sequence[PlayedWeek]) -> list[Month]:
    """A month is named under the first week that begins in it; the first only if it is shown from its beginning."""
    found: list[Month] = []
    for place, (before, week) in enumerate(itertools.pairwise(weeks), start=1):
        if week.begins.month != before.begins.month and place < len(weeks) - 1:
            found.append(Month(STEP * place + (STEP - BAR) // 2, f"{week.begins:%b}"))
    return found


def _summary(weeks: Sequence[PlayedWeek], total: int) -> str:
    first = f"Turns in each of the last {len(weeks)} weeks."
    if not total:
        return f"{first} None."
    busiest = max(weeks, key=lambda week: week.turns)
    played = sum(1 for week in weeks if week.turns)
    return (
        f"{first} {total} in all, in {played} {'week' if played == 1 else 'weeks'}; "
        f"most in the week of {day_label(busiest.begins)}: {busiest.turns}."
    )


def day_label(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"
