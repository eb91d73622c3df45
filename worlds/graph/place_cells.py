"""Where the places of a story stand on its map: a cell of a grid for each, so that no name is written over another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import gcd
from typing import Final, TypeAlias

from worlds.rules.scenario import Scenario

Cell: TypeAlias = tuple[int, int]  # column, row
Way: TypeAlias = tuple[str, str]

COLUMNS: Final = 3  # as many names as fit beside each other in a margin
MOST: Final = 24  # places of one map
_ROUNDS: Final = 12
_OVER_A_PLACE: Final = 8  # what a way costs that runs over a place it does not lead to, in squared steps


def place_cells(scenario: Scenario) -> Mapping[str, Cell]:
    """The cell of each place, the same however much of the story is known; none for more places than a map holds.

    Worked out once for each scenario: places that a way connects come to stand close.
    """
    if "place_cells" not in scenario.memory:
        scenario.memory["place_cells"] = _arranged(scenario) if len(scenario.locations) <= MOST else {}
    cells = scenario.memory["place_cells"]
    assert isinstance(cells, dict)
    return cells


def _arranged(scenario: Scenario) -> dict[str, Cell]:
    ways = sorted(_ways(scenario))
    rows = -(-len(scenario.locations) // COLUMNS) + 1
    free = [(column, row) for row in range(rows) for column in range(COLUMNS)]
    cells = dict(zip(scenario.locations, free, strict=False))
    for _ in range(_ROUNDS):
        if not _improve(cells, free, ways):
            break
    return cells


def _ways(scenario: Scenario) -> set[Way]:
    """Each way once, whichever direction it is written in."""
    places = scenario.locations
    return {
        (min(start, way.target), max(start, way.target))
        for start, place in places.items()
        for way in place.connections
        if way.target in places and way.target != start
    }


def _improve(cells: dict[str, Cell], free: list[Cell], ways: list[Way]) -> bool:
    """Move each place to the cell where the ways are shortest, and who stands there to its old one; whether any moved."""
    has_moved = False
    for place, cell in product(list(cells), free):
        before, cost = dict(cells), _cost(cells, ways)
        _swap(cells, place, cell)
        if _cost(cells, ways) < cost:
            has_moved = True
        else:
            cells.update(before)
    return has_moved


def _swap(cells: dict[str, Cell], place: str, cell: Cell) -> None:
    other = next((name for name, taken in cells.items() if taken == cell), None)
    if other is not None:
        cells[other] = cells[place]
    cells[place] = cell


def _cost(cells: Mapping[str, Cell], ways: list[Way]) -> int:
    taken = set(cells.values())
    length = sum(_squared(cells[start], cells[end]) for start, end in ways)
    return length + sum(
        _OVER_A_PLACE for start, end in ways for between in _between(cells[start], cells[end]) if between in taken
    )


def _squared(start: Cell, end: Cell) -> int:
    return (start[0] - end[0]) ** 2 + (start[1] - end[1]) ** 2


def _between(start: Cell, end: Cell) -> Iterator[Cell]:
    """The cells that a straight line runs over the middle of."""
    across, down = end[0] - start[0], end[1] - start[1]
    steps = gcd(across, down)
    return ((start[0] + across * step // steps, start[1] + down * step // steps) for step in range(1, steps))
