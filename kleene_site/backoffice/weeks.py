"""A chart of weeks as coordinates: a few bars side by side, or one on top of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from improvisations.services.workload import ReviewWeek
from kleene_site.backoffice.scale import Line, lines, round_step

HEIGHT: Final = 120  # of the tallest bar
SLOT: Final = 52  # width of a week
BAR: Final = 16
LEFT: Final = 34
TOP: Final = 12


@dataclass(frozen=True, slots=True)
class Block:
    name: str
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Column:
    monday: date
    middle: int
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    base: int  # y of the line that the bars stand on
    left: int
    bar: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def throughput(weeks: Sequence[ReviewWeek]) -> Chart:
    """What came in and what was decided, side by side."""
    most = max((max(week.submitted, week.decided) for week in weeks), default=0)
    top = 4 * round_step(most)
    return _chart(weeks, top, [_beside(week, index, top) for index, week in enumerate(weeks)])


def outcomes(weeks: Sequence[ReviewWeek]) -> Chart:
    """What was approved and what was rejected, one on top of the other."""
    top = 4 * round_step(max((week.decided for week in weeks), default=0))
    return _chart(weeks, top, [_stacked(week, index, top) for index, week in enumerate(weeks)])


def _chart(weeks: Sequence[ReviewWeek], top: int, columns: list[Column]) -> Chart:
    base = TOP + HEIGHT
    scale = lines(top, height=HEIGHT, base=base)
    return Chart(LEFT + SLOT * len(weeks), base + 28, base, LEFT, BAR, tuple(columns), scale)


def _beside(week: ReviewWeek, index: int, top: int) -> Column:
    middle = LEFT + SLOT * index + SLOT // 2
    return Column(
        week.date,
        middle,
        f"{week.submitted} submitted, {week.decided} decided",
        (
            _block("submitted", middle - BAR - 1, 0, week.submitted, top),
            _block("decided", middle + 1, 0, week.decided, top),
        ),
    )


def _stacked(week: ReviewWeek, index: int, top: int) -> Column:
    middle = LEFT + SLOT * index + SLOT // 2
    return Column(
        week.date,
        middle,
        f"{week.approved} approved, {week.rejected} rejected, {week.integrated} integrated",
        (
            _block("approved", middle - BAR // 2, 0, week.approved, top),
            _block("rejected", middle - BAR // 2, week.approved, week.rejected, top),
        ),
    )


def _block(name: str, x: int, below: int, count: int, top: int) -> Block:
    foot, head = HEIGHT * below // top, HEIGHT * (below + count) // top
    return Block(name, x, TOP + HEIGHT - head, head - foot)
