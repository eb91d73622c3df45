"""Where boxes stand and how arrows run between them, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.graph.heights import heights
from worlds.graph.ranks import by_distance, untangled
from worlds.graph.ways import beside, onwards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.graph.ways import Joined

WIDTH: Final = 176  # of a box
HEIGHT: Final = 58
COLUMN: Final = 276  # from one column to the next
ROW: Final = 74  # from one box to the next below it, at the least
MARGIN: Final = 28
TIP: Final = 3  # an arrow ends this far from its box, so that its head does not touch


@dataclass(frozen=True, slots=True)
class Spot:
    """The upper left corner of a box."""

    column: int
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2


def placed(places: Sequence[str], starts: Sequence[str], ways: Sequence[Joined], *, top: int) -> dict[str, Spot]:
    """Spots for `places`, the highest of them at `top`, in columns by the number of steps from `starts`."""
    near = beside(ways)
    columns = untangled(by_distance(places, onwards(ways), starts), near)
    height = heights(columns, near, gap=ROW)
    return {
        place: Spot(index, MARGIN + index * COLUMN, top + round(height[place]))
        for index, column in enumerate(columns)
        for place in column
    }


def route(source: Spot, target: Spot) -> str:
    """SVG path data from box to box: forwards from edge to edge, along a column in a bow, back from edge to edge."""
    if source.column == target.column:
        return _bow(source, target)
    forwards = source.column < target.column
    leave, arrive = (source.x + WIDTH, target.x - TIP) if forwards else (source.x, target.x + WIDTH + TIP)
    pull = (arrive - leave) // 2 if forwards else -(COLUMN - WIDTH) // 2
    return f"M{leave} {source.middle}C{leave + pull} {source.middle} {arrive - pull} {target.middle} {arrive} {target.middle}"


def _bow(source: Spot, target: Spot) -> str:
    side, bulge = source.x + WIDTH, 26 + abs(target.y - source.y) // 12
    return f"M{side} {source.middle}C{side + bulge} {source.middle} {side + bulge} {target.middle} {side + TIP} {target.middle}"
