"""The map of a game: every place that its player has been to, ways not taken yet, and who is where."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from worlds.graph.place_cells import Cell
from worlds.rules.places import Exit, KnownPlace
from worlds.rules.texts import inside_sentence
from worlds.views.formatting import listed_words, short_span

WIDTH = 272
LEFT, ACROSS = 46, 90  # of the first column, and from one to the next
TOP, DOWN = 24, 66  # of the first row, and from one to the next
BELOW, LINE = 20, 13  # between a dot and its name, between two lines
LETTERS = 13  # of a name in one line
APART = 9  # between two people in one place


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
    x: int
    y: int
    lines: tuple[str, ...]
    way: str  # how long it takes to there from where the player is, or that it is locked
    look: str  # here, visited, known or locked
    label_y: int
    pill: Pill | None


@dataclass(frozen=True, slots=True)
class Line:
    """A way; `is_new` one that leads to where the player has not been."""

    start: tuple[int, int]
    end: tuple[int, int]
    is_new: bool


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """The same in words, a place a line."""

    name: str
    note: str  # you are here, not visited yet; empty for one visited before
    ways: str  # to where it leads, or from where the ways to it begin
    people: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`spots` and `lines` are empty where the story has more places than can be drawn: then the words alone speak."""

    view_box: str
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    summary: str
    places: tuple[PlaceLine, ...]


def map_chart(
    places: Sequence[KnownPlace], cells: Mapping[str, Cell], *, here: str, people: Sequence[Dot] = ()
) -> Chart | None:
    """The map of the places that are known, or None where there is no other place than this one."""
    if len(places) < 2:
        return None
    drawn = [place for place in places if place.id in cells]
    top = min((cells[place.id][1] for place in drawn), default=0)
    at = {place.id: _middle(cells[place.id], top) for place in drawn}
    locked = {way.target for place in places for way in place.ways if way.locked}
    notes = {way.target: way_note(way) for place in places if place.id == here for way in place.ways}
    spots = tuple(
        _spot(place, at[place.id], notes.get(place.id, ""), _look(place, here, locked), people) for place in drawn
    )
    return Chart(
        view_box=f"0 0 {WIDTH} {max(map(_end_of, spots), default=0)}",
        spots=spots,
        lines=tuple(_lines_between(drawn, at)),
        summary=_summary(places, here) + _people_summary(places, people),
        places=tuple(_place_line(place, places, here, people) for place in places),
    )


def _middle(cell: Cell, top: int) -> tuple[int, int]:
    column, row = cell
    return LEFT + ACROSS * column, TOP + DOWN * (row - top)


def _look(place: KnownPlace, here: str, locked: set[str]) -> str:
    if place.id == here:
        return "here"
    if place.id in locked:
        return "locked"
    return "visited" if place.is_seen else "known"


def _spot(place: KnownPlace, at: tuple[int, int], way: str, look: str, people: Sequence[Dot]) -> Spot:
    x, y = at
    lines = tuple(textwrap.wrap(place.name, LETTERS, max_lines=2, placeholder="\N{HORIZONTAL ELLIPSIS}"))
    return Spot(x, y, lines, way, look, y + BELOW, _pill(x, y, place.id, people))


def _end_of(spot: Spot) -> int:
    return spot.label_y + LINE * (len(spot.lines) + bool(spot.way))


def _lines_between(drawn: Sequence[KnownPlace], at: Mapping[str, tuple[int, int]]) -> Iterable[Line]:
    """Each way once, whichever direction it is known in."""
    seen = {place.id for place in drawn if place.is_seen}
    ways = {frozenset((place.id, way.target)) for place in drawn for way in place.ways}
    for start, end in sorted(tuple(sorted(way)) for way in ways if len(way) == 2 and way <= at.keys()):
        yield Line(at[start], at[end], not {start, end} <= seen)


def _pill(x: float, y: float, place: str, people: Sequence[Dot]) -> Pill | None:
    colours = [person.colour for person in people if person.place == place]
    if not colours:
        return None
    width = APART * len(colours) + 8
    dots = tuple((round(x + APART * (at - (len(colours) - 1) / 2), 1), colour) for at, colour in enumerate(colours))
    return Pill(round(x - width / 2, 1), y - 9, width, dots)


def _summary(places: Sequence[KnownPlace], here: str) -> str:
    mine = next((place for place in places if place.id == here), None)
    if mine is None:
        return "Map."
    been = [inside_sentence(place.name) for place in places if place.is_seen and place.id != here]
    ways = f" Ways lead to {_ways(mine)}." if mine.ways else ""
    before = f" You have also been at {listed_words(been)}." if been else ""
    return f"Map: you are at {inside_sentence(mine.name)}.{ways}{before}"


def _people_summary(places: Sequence[KnownPlace], people: Sequence[Dot]) -> str:
    """Who is where, for those who do not see the dots."""
    told = ((place, _people_at(place, people)) for place in places)
    return "".join(f" At {inside_sentence(place.name)}: {names}." for place, names in told if names)


def _place_line(place: KnownPlace, places: Sequence[KnownPlace], here: str, people: Sequence[Dot]) -> PlaceLine:
    note = "you are here" if place.id == here else "" if place.is_seen else "not visited yet"
    ways = f"to {_ways(place)}" if place.ways else _ways_to(place, places)
    return PlaceLine(place.name, note, ways, _people_at(place, people))


def _people_at(place: KnownPlace, people: Sequence[Dot]) -> str:
    return listed_words([person.name for person in people if person.place == place.id])


def _ways(place: KnownPlace) -> str:
    ends = ((inside_sentence(way.name), way_note(way)) for way in place.ways)
    return listed_words([f"{name} ({note})" if note else name for name, note in ends])


def _ways_to(place: KnownPlace, places: Sequence[KnownPlace]) -> str:
    """For a place that was not visited: where the ways to it begin."""
    starts = [inside_sentence(start.name) for start in places if any(way.target == place.id for way in start.ways)]
    return f"from {listed_words(starts)}" if starts else ""


def way_note(way: Exit) -> str:
    """`locked`, else how long it takes; empty where the story does not count its ways."""
    return "locked" if way.locked else short_span(way.travel_minutes) if way.travel_minutes else ""
