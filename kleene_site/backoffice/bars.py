"""A bar chart as coordinates: two bars for each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kleene_site.backoffice.scale import Line, lines, round_step
from worlds.services.activity import Day

HEIGHT: Final = 150  # of the tallest bar
DAY: Final = 66  # width of a day
BAR: Final = 21
LEFT: Final = 34  # for the figures of the scale
TOP: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    height: int
    count: int


@dataclass(frozen=True, slots=True)
class Pair:
    day: Day
    middle: int
    begun: Bar
    finished: Bar


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    base: int  # y of the line that the bars stand on
    left: int
    bar: int
    pairs: tuple[Pair, ...]
    lines: tuple[Line, ...]


def chart(days: Sequence[Day]) -> Chart:
    top = 4 * round_step(max((max(day.begun, day.finished) for day in days), default=0))
    return Chart(
        width=LEFT + DAY * len(days),
        base=TOP + HEIGHT,
        left=LEFT,
        bar=BAR,
        pairs=tuple(_pair(day, LEFT + DAY * index, top) for index, day in enumerate(days)),
        lines=lines(top, height=HEIGHT, base=TOP + HEIGHT),
    )


def _pair(day: Day, x: int, top: int) -> Pair:
    left = x + (DAY - 2 * BAR - 2) // 2
    return Pair(day, x + DAY // 2, _bar(left, day.begun, top), _bar(left + BAR + 2, day.finished, top))


def _bar(x: int, count: int, top: int) -> Bar:
    height = HEIGHT * count // top
    return Bar(x, TOP + HEIGHT - height, height, count)
