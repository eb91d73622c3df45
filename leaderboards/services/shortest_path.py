"""How soon an ending can be come to, as far as a story's graph tells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from heapq import heappop, heappush

from worlds.models import ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.rules.reach import Edge, reachability

FREE = frozenset({"redirect", "fate"})  # ways that may be gone along with the turn that led to them


def fewest_turns(revision: ScenarioRevision) -> Mapping[str, int]:
    """By an ending's id, the fewest turns to it from the beginning; gates and luck are left out of account.

    A game that claims fewer did not begin at the beginning. Worked out once in a process for each content.
    """
    return _fewest(revision.pk, revision.content_hash)


@lru_cache(maxsize=64)
def _fewest(revision_id: int, content_hash: str) -> Mapping[str, int]:
    scenario = compiled_scenario(ScenarioRevision(pk=revision_id, content_hash=content_hash))
    distance = shortest_distances(scenario.start_node, reachability(scenario).edges)
    # An event in store, or somebody else's deed, may end a story at any time.
    sudden = {ending.id for ending in scenario.endings.values() if ending.type in {"death", "transcendence"}}
    return {
        ending: 0 if ending in sudden else turns for ending, turns in distance.items() if ending in scenario.endings
    }


def shortest_distances(start: str, edges: tuple[Edge, ...]) -> dict[str, int]:
    """By node or ending, the fewest turns to it from `start` along these edges; what cannot be reached is missing."""
    onwards: dict[str, list[tuple[str, int]]] = {}
    for edge in edges:
        onwards.setdefault(edge.source, []).append((edge.target, 0 if edge.kind in FREE else 1))
    found: dict[str, int] = {}
    pending = [(0, start)]
    while pending:
        turns, place = heappop(pending)
        if place not in found:
            found[place] = turns
            for target, cost in onwards.get(place, ()):
                heappush(pending, (turns + cost, target))
    return found
