"""The scale of a bar chart: round figures, and a line at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Line:
    y: int
    count: int


def round_step(most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 ... of which four cover `most`."""
    size = 1
    while True:
        for step in STEPS:
            if 4 * step * size >= most:
                return step * size
        size *= 10


def lines(top: int, *, height: int, base: int) -> tuple[Line, ...]:
    """A line at each quarter of `top`, which stands `height` above `base`."""
    return tuple(Line(base - height * count // top, count) for count in range(0, top + 1, top // 4))
