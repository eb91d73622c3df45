"""What a way costs: story time, added before the traveller arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules.quantities import SECONDS

if TYPE_CHECKING:
    from worlds.rules.draft import Draft
    from worlds.rules.scenario import Connection, Scenario, Travel


def move(draft: Draft, location: str, *, instant: bool) -> None:
    """Bring the player to a location, at the price of the way there; staying costs nothing."""
    target = draft.place(location)
    if not instant:
        draft.pass_time(SECONDS["minutes"] * minutes_between(draft.scenario, draft.here, target))
    draft.stand_at(target)


def minutes_between(scenario: Scenario, here: str, target: str) -> int:
    """Story minutes from one location to another: nothing where the scenario does not count its ways."""
    travel = scenario.travel
    if travel is None or not travel.applies_on_move or here == target:
        return 0
    way = _way(scenario, here, target)
    return travel.default_minutes if way is None else minutes_of(travel, way)


def minutes_of(travel: Travel, way: Connection) -> int:
    return travel.default_minutes if way.travel_minutes is None else way.travel_minutes


def _way(scenario: Scenario, here: str, target: str) -> Connection | None:
    location = scenario.locations.get(here)
    ways = () if location is None else location.connections
    return next((way for way in ways if way.target == target), None)
