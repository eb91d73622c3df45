"""A small map: where the player stands, and the ways out around it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from worlds.rules.texts import inside_sentence
from worlds.services.games.view import ExitView, LocationView
from worlds.views.formatting import listed_words, short_span

WIDTH = 272
CENTRE = (136.0, 104.0)
REACH = (92.0, 58.0)  # half axes of the ellipse that the ways end on
BELOW, ABOVE, LINE = 20, 12, 13  # between a dot and its name, between two lines
LETTERS = 15  # of a name in one line
APART = 9  # between two people in one place
MOST = 6  # more places than this would write over each other: then the list alone speaks


@dataclass(frozen=True, slots=True)
class Dot:
    """Somebody at a place."""

    place: str
    colour: str
    name: str


@dataclass(frozen=True, slots=True)
class Pill:
    """The people at a spot, side by side."""

    x: float
    y: float
    width: float
    dots: tuple[tuple[float, str], ...]  # where, and in which colour


@dataclass(frozen=True, slots=True)
class Spot:
    x: float
    y: float
    lines: tuple[str, ...]
    way: str
    is_locked: bool
    label_y: float
    pill: Pill | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    view_box: str
    x: float
    y: float
    here: tuple[str, ...]
    here_y: float
    spots: tuple[Spot, ...]
    summary: str
    pill: Pill | None = None


def map_chart(location: LocationView, *, people: Sequence[Dot] = ()) -> Chart | None:
    """The map of a place and who is on it, or None where there is nothing to draw or too much."""
    exits = location["exits"]
    if not 1 <= len(exits) <= MOST:
        return None
    x, y = CENTRE
    spots = tuple(_spot(way, angle, people) for way, angle in zip(exits, _angles(len(exits)), strict=True))
    here = _lines(location["name"])
    box = _view_box(spots, y + BELOW + LINE * len(here))
    summary = _summary(location) + _people_summary(location, people)
    return Chart(box, x, y, here, y + BELOW + 2, spots, summary, _pill(x, y, location["id"], people))


def _pill(x: float, y: float, place: str, people: Sequence[Dot]) -> Pill | None:
    colours = [person.colour for person in people if person.place == place]
    if not colours:
        return None
    width = APART * len(colours) + 8
    dots = tuple((round(x + APART * (at - (len(colours) - 1) / 2), 1), colour) for at, colour in enumerate(colours))
    return Pill(round(x - width / 2, 1), y - 9, width, dots)


def _people_summary(location: LocationView, people: Sequence[Dot]) -> str:
    """Who is where, for those who do not see the dots."""
    names = {location["id"]: location["name"], **{way["target"]: way["name"] for way in location["exits"]}}
    at = {place: [person.name for person in people if person.place == place] for place in names}
    return "".join(f" At {inside_sentence(names[place])}: {listed_words(who)}." for place, who in at.items() if who)


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


def _spot(way: ExitView, angle: float, people: Sequence[Dot]) -> Spot:
    x = round(CENTRE[0] + REACH[0] * math.cos(angle), 1)
    y = round(CENTRE[1] + REACH[1] * math.sin(angle), 1)
    lines = _lines(way["name"])
    label_y = _label_y(y, len(lines) + bool(_way(way)))
    return Spot(x, y, lines, _way(way), way["locked"], label_y, _pill(x, y, way["target"], people))


def _label_y(y: float, lines: int) -> float:
    """Names of places further up stand above their dot, out of the way that leads there."""
    return y + BELOW if y >= CENTRE[1] else y - ABOVE - LINE * (lines - 1)


def _way(way: ExitView) -> str:
    return "locked" if way["locked"] else short_span(way["travel_minutes"]) if way["travel_minutes"] else ""


def _lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, LETTERS, max_lines=2, placeholder="\N{HORIZONTAL ELLIPSIS}"))


def _summary(location: LocationView) -> str:
    ends = [(inside_sentence(way["name"]), _way(way)) for way in location["exits"]]
    ways = [f"{name} ({about})" if about else name for name, about in ends]
    return f"Map: you are at {inside_sentence(location['name'])}. Ways lead to {listed_words(ways)}."
