"""A small map: where the player stands, and the ways out around it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from worlds.services.views import ExitView, LocationView
from worlds.views.words import listed, short_span

WIDTH = 272
CENTRE = (136.0, 104.0)
REACH = (92.0, 58.0)  # half axes of the ellipse that the ways end on
BELOW, ABOVE, LINE = 20, 12, 13  # between a dot and its name, between two lines
LETTERS = 15  # of a name in one line
MOST = 6  # more places than this would write over each other: then the list alone speaks


@dataclass(frozen=True, slots=True)
class Spot:
    x: float
    y: float
    lines: tuple[str, ...]
    way: str
    is_locked: bool
    label_y: float


@dataclass(frozen=True, slots=True)
class Chart:
    view_box: str
    x: float
    y: float
    here: tuple[str, ...]
    here_y: float
    spots: tuple[Spot, ...]
    told: str


def chart(location: LocationView) -> Chart | None:
    """The map of a place, or None where there is nothing to draw or too much."""
    exits = location["exits"]
    if not 1 <= len(exits) <= MOST:
        return None
    x, y = CENTRE
    spots = tuple(_spot(way, angle) for way, angle in zip(exits, _angles(len(exits)), strict=True))
    here = _lines(location["name"])
    return Chart(_view_box(spots, y + BELOW + LINE * len(here)), x, y, here, y + BELOW + 2, spots, _told(location))


def _view_box(spots: Sequence[Spot], lowest: float) -> str:
    """No emptier than the places need, so that the page below stands close."""
    top = min([CENTRE[1] - LINE, *(min(spot.y, spot.label_y) - LINE for spot in spots)])
    ends = [spot.label_y + LINE * (len(spot.lines) + bool(spot.way)) for spot in spots]
    return f"0 {top:g} {WIDTH} {max([lowest, *ends]) - top:g}"


def _angles(amount: int) -> Sequence[float]:
    """Evenly around, never straight down, where the name of this place stands."""
    first = -math.pi / 2 if amount % 2 else -math.pi / 2 + math.pi / amount
    first = first if amount != 1 else -math.pi / 4
    return [first + 2 * math.pi * place / amount for place in range(amount)]


def _spot(way: ExitView, angle: float) -> Spot:
    x = round(CENTRE[0] + REACH[0] * math.cos(angle), 1)
    y = round(CENTRE[1] + REACH[1] * math.sin(angle), 1)
    lines = _lines(way["name"])
    return Spot(x, y, lines, _way(way), way["locked"], _label_y(y, len(lines) + bool(_way(way))))


def _label_y(y: float, lines: int) -> float:
    """Names of places further up stand above their dot, out of the way that leads there."""
    return y + BELOW if y >= CENTRE[1] else y - ABOVE - LINE * (lines - 1)


def _way(way: ExitView) -> str:
    return "locked" if way["locked"] else short_span(way["travel_minutes"]) if way["travel_minutes"] else ""


def _lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, LETTERS, max_lines=2, placeholder="\N{HORIZONTAL ELLIPSIS}"))


def _told(location: LocationView) -> str:
    ways = [f"{way['name']} ({_way(way)})" if _way(way) else way["name"] for way in location["exits"]]
    return f"Map: you are at {location['name']}. From here ways lead to {listed(ways)}."
