"""Whose cursors somebody in the sky is told of."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from typing import Final, TypeVar

from cosmos.rules.positions import Position

Person = TypeVar("Person")

REACH: Final = 60.0  # units of the sky
AWAY: Final = 30.0  # seconds after which a cursor that rests is gone


def nearest_cursors(
    here: Position | None, cursors: Iterable[tuple[Person, Position]], *, most: int
) -> dict[Person, Position]:
    """Those within REACH of one's own place, the nearest where they are more than `most`; any where one has no place."""
    if here is None:
        return dict(list(cursors)[:most])
    found = [(_squared(here, place), at, person, place) for at, (person, place) in enumerate(cursors)]
    near = [each for each in found if each[0] <= REACH * REACH]
    return {person: place for _, _, person, place in (near if len(near) <= most else nsmallest(most, near))}


def _squared(one: Position, other: Position) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2
