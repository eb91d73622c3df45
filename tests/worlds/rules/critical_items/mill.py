"""A mill with a pin and a rope, an island, a cellar, and a loft that only a flag opens: for maintenance without rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.worlds.rules.small_stories import story
from worlds.rules.critical_items import maintenance
from worlds.rules.critical_items.policies import Maintenance, Policy, in_order
from worlds.rules.party import open_world

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.critical_items.maintenance import Maintained
    from worlds.rules.state import World

MILL = story(
    """
initial_character: {traits: {courage: 5}}
initial_world:
  current_location: yard
  flags: {dawn: false, loft_open: false}
  scheduled_events: [{event_id: flood, trigger_at: 90000, consequences: []}]
  locations:
    - {id: yard, name: Yard, items: [pin], connections: [barn, loft, cellar, island]}
    - {id: barn, name: Barn, items: [rope, rope], connections: [yard]}
    - {id: loft, name: Loft, connections: [yard], precondition: {type: flag_set, flag: loft_open}}
    - {id: cellar, name: Cellar, connections: [yard], precondition: {type: has_item, item: key}}
    - {id: island, name: Island, items: [key, boat], connections: [yard], precondition: {type: has_item, item: boat}}
    - {id: ledge, name: Ledge, connections: [yard], precondition: {type: trait_minimum, trait: courage, minimum: 9}}
    - {id: dream, name: Dream}
nodes:
  mill:
    free_roam: true
    options:
      climb: {next_node: mill, consequence: [{type: move_to, location: ledge}]}
      take_rope: {next_node: mill, consequence: [{type: gain_item, item: rope}]}
      home: {next_node: home}
"""
)


def pin(**about: Any) -> Policy:
    return Policy("pin", "unique_persistent", **about)


def world_of(
    items: Mapping[str, list[str]], *policies: Policy, holders: Mapping[str, list[str]] | None = None, **kept: Any
) -> World:
    """The mill with these things in it and no others."""
    world = open_world(MILL)
    world.items, world.holders = {place: list(lying) for place, lying in items.items()}, dict(holders or {})
    world.maintenance = Maintenance(in_order(policies), **kept)
    return world


def kept(world: World, tick: int, seats: Mapping[str, str] | None = None, actor: str | None = None) -> Maintained:
    return maintenance.maintain(MILL, world, seats or {}, tick=tick, actor=actor)


def told(maintained: Maintained) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Item, reason, old place, old holder, new place of each recovery."""
    return [(one.item, one.reason, one.old_place, one.old_holder, one.new_place) for one in maintained.recoveries]


def with_flag(world: World, flag: str) -> World:
    return replace(world, flags={**world.flags, flag: True})
