"""A bar chart as coordinates: two bars for each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from worlds.services.activity import Day

HEIGHT: Final = 150  # of the tallest bar
DAY: Final = 66  # width of a day
BAR: Final = 21
LEFT: Final = 34  # for the figures of the scale
TOP: Final = 12
STEPS: Final = (1, 2, 5)


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
class Line:
    y: int
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    base: int  # y of the line that the bars stand on
    left: int
    bar: int
    pairs: tuple[Pair, ...]
    lines: tuple[Line, ...]


def chart(days: Sequence[Day]) -> Chart:
    step = round_step(max((max(day.begun, day.finished) for day in days), default=0))
    top = 4 * step
    return Chart(
        width=LEFT + DAY * len(days),
        base=TOP + HEIGHT,
        left=LEFT,
        bar=BAR,
        pairs=tuple(_pair(day, LEFT + DAY * index, top) for index, day in enumerate(days)),
        lines=tuple(Line(TOP + HEIGHT - HEIGHT * count // top, count) for count in range(0, top + 1, step)),
    )


def round_step(most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 ... of which four cover `most`."""
    size = 1
    while True:
        for step in STEPS:
            if 4 * step * size >= most:
                return step * size
        size *= 10


def _pair(day: Day, x: int, top: int) -> Pair:
    left = x + (DAY - 2 * BAR - 2) // 2
    return Pair(day, x + DAY // 2, _bar(left, day.begun, top), _bar(left + BAR + 2, day.finished, top))


def _bar(x: int, count: int, top: int) -> Bar:
    height = HEIGHT * count // top
    return Bar(x, TOP + HEIGHT - height, height, count)
