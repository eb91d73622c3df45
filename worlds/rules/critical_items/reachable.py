"""Which places somebody can come to: a search along the ways of a story, under the conditions of its places.

A place to which no way leads is entered by the story's own moves, from anywhere, as far as its condition lets it be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from worlds.rules.conditions import HasItem
from worlds.rules.critical_items.chances import can_hold
from worlds.rules.effects import MoveTo
from worlds.rules.lexicon import every_effect, leaves_of
from worlds.rules.opening import initial_player
from worlds.rules.situation import Situation
from worlds.rules.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from worlds.rules.scenario import Scenario
    from worlds.rules.state import World


@dataclass(frozen=True, slots=True)
class Ways:
    """What the search needs of a story: worked out once for each.

    `always` are the places to which every newcomer can come, whatever the world is like. `keys` are the placed items that
    the condition of a place asks for.
    """

    onwards: Mapping[str, tuple[str, ...]]
    islands: tuple[str, ...]
    always: frozenset[str]
    keys: frozenset[str]


def ways_of(scenario: Scenario) -> Ways:
    known = scenario.memory.get("ways")
    if known is None:
        known = scenario.memory["ways"] = _read(scenario)
    return cast("Ways", known)


def places_within_reach(scenario: Scenario, world: World, *, start: str, carried: Iterable[str]) -> frozenset[str]:
    """The places to which somebody who stands at `start` and carries these placed items can come, `start` among them."""
    player = initial_player(scenario)
    now = Situation(scenario, State(player, world))
    ways, reached, found = ways_of(scenario), {start}, {*carried, *world.items.get(start, ())}
    size = 0
    while size != len(reached) + len(found):  # a thing found on the way may open a place passed by before
        size = len(reached) + len(found)
        for place in tuple(reached):
            player.location = place
            for target in (*ways.onwards.get(place, ()), *ways.islands):
                if target not in reached and can_hold(scenario.locations[target].precondition, now, found):
                    reached.add(target)
                    found.update(world.items.get(target, ()))
    return frozenset(reached)


def _read(scenario: Scenario) -> Ways:
    onwards = {
        place.id: tuple(dict.fromkeys(way.target for way in place.connections if way.target in scenario.locations))
        for place in scenario.locations.values()
    }
    led_to = {target for targets in onwards.values() for target in targets}
    moved_to = {effect.location for effect in every_effect(scenario) if isinstance(effect, MoveTo)}
    islands = tuple(place for place in scenario.locations if place in moved_to - led_to)
    gates = [place.precondition for place in scenario.locations.values() if place.precondition is not None]
    asked_for = {leaf.item for gate in gates for leaf in leaves_of(gate) if isinstance(leaf, HasItem)}
    always = _open_to_all(scenario, onwards, islands)
    return Ways(onwards, islands, always, frozenset(asked_for & scenario.placed_items))


def _open_to_all(
    scenario: Scenario, onwards: Mapping[str, tuple[str, ...]], islands: tuple[str, ...]
) -> frozenset[str]:
    reached, pending = set[str](), [scenario.opening.location, *islands]
    while pending:
        place = pending.pop()
        declared = scenario.locations.get(place)
        is_open = place == scenario.opening.location or (declared is not None and declared.precondition is None)
        if is_open and place not in reached:
            reached.add(place)
            pending.extend(onwards.get(place, ()))
    return frozenset(reached)
