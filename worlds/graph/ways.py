"""What is drawn as one arrow: all ways between two places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from worlds.rules.reach import Edge, Way

# An arrow of several kinds is drawn as the first of them here.
KINDS: Final[tuple[Way, ...]] = ("choice", "redirect", "improvisation", "fate")


@dataclass(frozen=True, slots=True)
class Joined:
    source: str
    target: str
    kind: Way
    labels: tuple[str, ...]
    is_mutual: bool  # the same kind of way leads back


def joined(edges: Iterable[Edge]) -> list[Joined]:
    """One for each pair of places, in the order of the file; there and back by the same kind are one, mutual."""
    between: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        between.setdefault((edge.source, edge.target), []).append(edge)
    kinds = {pair: min((edge.kind for edge in group), key=KINDS.index) for pair, group in between.items()}
    drawn: dict[tuple[str, str], Joined] = {}
    for (source, target), kind in kinds.items():
        mutual = source != target and kinds.get((target, source)) == kind
        if mutual and (target, source) in drawn:
            continue
        there, back = between[source, target], between[target, source] if mutual else []
        drawn[source, target] = Joined(source, target, kind, _labels([*there, *back]), mutual)
    return list(drawn.values())


def onwards(ways: Iterable[Joined]) -> dict[str, list[str]]:
    """Where the ways of each place lead."""
    found: dict[str, list[str]] = {}
    for way in ways:
        found.setdefault(way.source, []).append(way.target)
        if way.is_mutual:
            found.setdefault(way.target, []).append(way.source)
    return found


def beside(ways: Iterable[Joined]) -> dict[str, list[str]]:
    """The neighbours of each place, whichever way leads there."""
    found: dict[str, list[str]] = {}
    for way in ways:
        if way.source != way.target:
            found.setdefault(way.source, []).append(way.target)
            found.setdefault(way.target, []).append(way.source)
    return found


def _labels(edges: Sequence[Edge]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edge.label for edge in edges))
