"""The place a player is at: the ways out of it, what lies there, and who is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules import offering, telling, texts
from worlds.rules.conditions import passes
from worlds.rules.travel import minutes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from worlds.rules.scenario import Connection, Scenario
    from worlds.rules.situation import Situation

_UNTOUCHED: Final[Mapping[str, str | int]] = {}


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out; `travel_minutes` None where the scenario does not count its ways."""

    target: str
    name: str
    description: str
    travel_minutes: int | None
    locked: bool
    locked_reason: str | None


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place on a player's map: one that they have been to, or one (`is_seen` false) that they only know a way to."""

    id: str
    name: str
    is_seen: bool
    ways: tuple[Exit, ...]  # out of a place that they have been to


def exits(now: Situation) -> tuple[Exit, ...]:
    """The ways out that a player may know of: a place whose access mode filters is not told of while it is closed."""
    return ways_from(now.here, now)


def known_places(now: Situation, seen: Collection[str], told: Collection[str] = ()) -> tuple[KnownPlace, ...]:
    """The places that a player has `seen`, where the ways out of them lead, and those they are `told` of; in file order.

    Where a place is told of by no way that is open or shown locked, it is not there. A story without places has none.
    """
    been = {*seen, now.here}
    ways = {place: ways_from(place, now) for place in now.scenario.locations if place in been}
    known = been.union(told, (way.target for found in ways.values() for way in found))
    return tuple(
        KnownPlace(place, texts.place_title(now, place), place in been, ways.get(place, ()))
        for place in now.scenario.locations
        if place in known
    )


def watched_places(scenario: Scenario, been: Collection[str]) -> tuple[KnownPlace, ...]:
    """The places on the map of somebody who only watches: where players have `been`, and where ways that are always open lead.

    A place behind a precondition is not told of before a player was there. In file order; ways say nothing of their length.
    """
    ways = {place: _open_ways(place, scenario, been) for place in scenario.locations if place in been}
    known = {*been, *(way.target for found in ways.values() for way in found)}
    return tuple(
        KnownPlace(place.id, place.name, place.id in been, ways.get(place.id, ()))
        for place in scenario.locations.values()
        if place.id in known
    )


def items_here(now: Situation) -> tuple[str, ...]:
    return tuple(now.state.world.items.get(now.here, ()))


def environment_here(now: Situation) -> Mapping[str, str | int]:
    local = now.local(None)
    return _UNTOUCHED if local is None else local.environment


def description_here(now: Situation) -> str:
    here = now.scenario.locations.get(now.here)
    return "" if here is None else telling.description(here, now)


def ways_from(place: str, now: Situation) -> tuple[Exit, ...]:
    """The same of any place of the story."""
    declared = now.scenario.locations.get(place)
    found = () if declared is None else tuple(_exit(way, now) for way in declared.connections)
    return tuple(way for way in found if way is not None)


def _open_ways(place: str, scenario: Scenario, been: Collection[str]) -> tuple[Exit, ...]:
    ends = (scenario.locations.get(way.target) for way in scenario.locations[place].connections)
    told = (end for end in ends if end is not None and (end.id in been or end.precondition is None))
    return tuple(
        Exit(end.id, end.name, description="", travel_minutes=None, locked=False, locked_reason=None) for end in told
    )


def _exit(way: Connection, now: Situation) -> Exit | None:
    place = now.scenario.locations.get(way.target)
    closed = place is not None and not passes(place.precondition, now)
    if place is not None and closed and place.access_mode == "filter":
        return None
    locked = place is not None and closed and place.access_mode == "show_locked"
    return Exit(
        target=way.target,
        name=texts.place_title(now, way.target),
        description=way.description,
        travel_minutes=None if now.scenario.travel is None else minutes_of(now.scenario.travel, way),
        locked=locked,
        locked_reason=offering.denial_of(place, now) if place is not None and locked else None,
    )
