"""A large graph in parts that can be looked at one by one."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from worlds.graph.drawing import places_of
from worlds.graph.ways import beside, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from worlds.rules.reach import Reach
    from worlds.rules.scenario import Scenario

DRAWN_WHOLE: Final = 150  # places of a story that is not parted
MOST_DRAWN: Final = 100  # places in one part of a larger one


def is_drawn_whole(scenario: Scenario) -> bool:
    return len(scenario.nodes) + len(scenario.endings) <= DRAWN_WHOLE


def parts(scenario: Scenario, reach: Reach) -> list[list[str]]:
    """All places, each in one part, neighbours together; the first part begins at the start node."""
    places = places_of(scenario)
    if is_drawn_whole(scenario):
        return [places]
    near = beside(joined(reach.edges))
    first = [scenario.start_node, *(place for place in places if place != scenario.start_node)]
    return _filled(_gathered(first, near))


def _gathered(places: Sequence[str], near: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Groups that grow from the first place that is free, neighbour by neighbour, until they are full."""
    free, groups = dict.fromkeys(places), list[list[str]]()
    while free:
        group: list[str] = []
        pending = deque([next(iter(free))])
        while pending and len(group) < MOST_DRAWN:
            place = pending.popleft()
            if place in free:
                del free[place]
                group.append(place)
                pending.extend(near.get(place, ()))
        groups.append(group)
    return groups


def _filled(groups: Sequence[list[str]]) -> list[list[str]]:
    """The same with small groups side by side: what hangs together with nothing is not drawn alone."""
    filled: list[list[str]] = []
    for group in groups:
        if filled and len(filled[-1]) + len(group) <= MOST_DRAWN:
            filled[-1] += group
        else:
            filled.append(list(group))
    return filled
