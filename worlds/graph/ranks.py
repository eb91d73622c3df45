"""Columns of a layered drawing, after Sugiyama, Tagawa and Toda 1981: ranks by distance, order by barycentres."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SWEEPS: Final = 8


def by_distance(places: Sequence[str], onwards: Mapping[str, Sequence[str]], starts: Iterable[str]) -> list[list[str]]:
    """Columns by the fewest steps from a start; what no start reaches begins anew, first come first."""
    depth: dict[str, int] = {}
    known = frozenset(places)
    _walk(starts, onwards, depth, known)
    for place in places:
        if place not in depth:
            _walk([place], onwards, depth, known)
    columns: list[list[str]] = [[] for _ in range(1 + max(depth.values(), default=-1))]
    for place, steps in depth.items():
        columns[steps].append(place)
    return columns


def _walk(
    starts: Iterable[str], onwards: Mapping[str, Sequence[str]], depth: dict[str, int], known: frozenset[str]
) -> None:
    pending = deque(starts)
    depth.update(dict.fromkeys(pending, 0))
    while pending:
        place = pending.popleft()
        for target in onwards.get(place, ()):
            if target in known and target not in depth:
                depth[target] = depth[place] + 1
                pending.append(target)


def untangled(columns: list[list[str]], neighbours: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The same columns, ordered so that few ways cross: sweeps forth and back, of which the best is kept."""
    forth = [(index - 1, index) for index in range(1, len(columns))]
    back = [(index + 1, index) for index in reversed(range(len(columns) - 1))]
    best, fewest = columns, crossings(columns, neighbours)
    for sweep in range(SWEEPS):
        columns = _swept(columns, neighbours, back if sweep % 2 else forth)
        crossed = crossings(columns, neighbours)
        if crossed < fewest:
            best, fewest = columns, crossed
    return best


def _swept(
    columns: list[list[str]], neighbours: Mapping[str, Sequence[str]], steps: Iterable[tuple[int, int]]
) -> list[list[str]]:
    """For each (fixed, moving) pair of columns in turn, the moving one sorted by where its neighbours stand."""
    columns = list(columns)
    for fixed, moving in steps:
        row = {place: index for index, place in enumerate(columns[fixed])}
        centre = {place: _mean(row, neighbours.get(place, ()), index) for index, place in enumerate(columns[moving])}
        columns[moving] = sorted(columns[moving], key=centre.__getitem__)
    return columns


def _mean(row: Mapping[str, int], neighbours: Sequence[str], otherwise: float) -> float:
    rows = [row[place] for place in neighbours if place in row]
    return sum(rows) / len(rows) if rows else otherwise


def crossings(columns: list[list[str]], neighbours: Mapping[str, Sequence[str]]) -> int:
    """How often straight ways between columns side by side would cross."""
    return sum(_crossed(left, right, neighbours) for left, right in pairwise(columns))


def _crossed(left: list[str], right: list[str], neighbours: Mapping[str, Sequence[str]]) -> int:
    row = {place: index for index, place in enumerate(right)}
    ends = [end for place in left for end in sorted(row[near] for near in neighbours.get(place, ()) if near in row)]
    higher: list[int] = []
    crossed = 0
    for end in ends:
        crossed += len(higher) - bisect_right(higher, end)
        insort(higher, end)
    return crossed
