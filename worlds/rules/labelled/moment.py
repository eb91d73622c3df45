"""The moment of a story at which a labelled line was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from worlds.rules.effects import MoveTo
from worlds.rules.labelled.lines import LineError
from worlds.rules.opening import initial_state
from worlds.rules.situation import Situation
from worlds.rules.state import Local

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from worlds.rules.labelled.lines import LabelledLine
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import World


def moment_of(line: LabelledLine, scenario: Scenario) -> Situation:
    """The opening of the story with the player at the line's node, and what is `given`. Raises LineError for an unknown id."""
    _check_ids(line, scenario)
    now = Situation(scenario, initial_state(scenario))
    player = now.state.player
    player.node = line.node
    player.location = player.scene_location = line.at or player.location
    for key, value in line.given.items():
        give = _GIVEN.get(key)
        if give is None:
            raise LineError(f"'{key}' is nothing that can be given: use one of {', '.join(_GIVEN)}.")
        give(now, value)
    return now


def _check_ids(line: LabelledLine, scenario: Scenario) -> None:
    node = scenario.nodes.get(line.node)
    if node is None:
        raise LineError(f"The scenario '{line.scenario}' has no node '{line.node}'.")
    for option in (*line.among, *filter(None, [line.option])):
        if node.option(option) is None:
            raise LineError(f"The node '{line.node}' has no option '{option}'.")
    for place in filter(None, [line.at, line.to]):
        if place not in _places(scenario):
            raise LineError(f"The scenario '{line.scenario}' has no location '{place}'.")


def _places(scenario: Scenario) -> set[str]:
    """Declared places, and those that a story only moves to."""
    ways = (way.target for place in scenario.locations.values() for way in place.connections)
    effects = (effect for node in scenario.nodes.values() for option in node.options for effect in option.consequences)
    moved = (effect.location for effect in effects if isinstance(effect, MoveTo))
    return {*scenario.locations, scenario.opening.location, *ways, *moved}


def _items(now: Situation, items: Sequence[str]) -> None:
    inventory = now.state.player.character.inventory
    for item in items:
        if item not in inventory:
            inventory.append(item)
    for lying in now.state.world.items.values():
        lying[:] = [item for item in lying if item not in items]


def _lost(now: Situation, items: Sequence[str]) -> None:
    carried = now.state.player.character.inventory
    carried[:] = [item for item in carried if item not in items]


def _flags(now: Situation, flags: Mapping[str, bool]) -> None:
    for flag, value in flags.items():
        now.flags_of(flag)[flag] = value


def _traits(now: Situation, traits: Mapping[str, int]) -> None:
    now.state.player.character.traits.update(traits)


def _relationships(now: Situation, relationships: Mapping[str, int]) -> None:
    now.state.player.character.relationships.update(relationships)


def _events(now: Situation, events: Sequence[str]) -> None:
    world = now.state.world
    for event in events:
        world.triggered.append(event)
        world.event_times[event] = world.time
    world.scheduled[:] = [pending for pending in world.scheduled if pending.event_id not in events]


def _npcs(now: Situation, places: Mapping[str, str]) -> None:
    now.state.world.npc_locations.update(places)


def _location_flags(now: Situation, by_place: Mapping[str, Mapping[str, bool]]) -> None:
    for place, flags in by_place.items():
        _local(now.state.world, place).flags.update(flags)


def _properties(now: Situation, by_place: Mapping[str, Mapping[str, int]]) -> None:
    for place, properties in by_place.items():
        _local(now.state.world, place).properties.update(properties)


def _environment(now: Situation, by_place: Mapping[str, Mapping[str, str | int]]) -> None:
    for place, values in by_place.items():
        _local(now.state.world, place).environment.update(values)


def _elapsed(now: Situation, minutes: int) -> None:
    now.state.world.time += 60 * minutes


def _local(world: World, place: str) -> Local:
    return world.local.setdefault(place, Local({}, {}, {}))


_GIVEN: Final[dict[str, Callable[[Situation, Any], None]]] = {
    "items": _items,
    "lost": _lost,
    "flags": _flags,
    "traits": _traits,
    "relationships": _relationships,
    "events": _events,
    "npcs": _npcs,
    "location_flags": _location_flags,
    "properties": _properties,
    "environment": _environment,
    "elapsed_minutes": _elapsed,
}
