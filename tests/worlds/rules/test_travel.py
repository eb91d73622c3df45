from __future__ import annotations

import json
from typing import Any

import pytest

from tests.worlds.rules.small_stories import after, story
from worlds.rules.outcome import Step

PLACES = """
initial_world:
  current_location: yard
  locations:
    - id: yard
      name: Old Yard
      connections:
        - {target: wood, travel_minutes: 60}
        - {target: wood, travel_minutes: 5}
        - {target: hill}
        - shore
    - id: wood
      name: Wood
      connections: [{target: yard, travel_minutes: 90}]
    - {id: hill, name: Hill}
    - {id: shore, name: Shore}
"""
COUNTED = f"travel_config: {{default_travel_minutes: 20}}\n{PLACES}"


def went(*consequences: dict[str, Any], world: str = COUNTED) -> Step:
    listed = json.dumps(list(consequences))
    return after(
        story(f"{world}\nnodes: {{start: {{options: {{go: {{next_node: start, consequence: {listed}}}}}}}}}"), "go"
    )


def to(place: str, **keys: Any) -> dict[str, Any]:
    return {"type": "move_to", "location": place, **keys}


@pytest.mark.parametrize(
    ("place", "minutes"),
    [("wood", 60), ("hill", 20), ("shore", 20), ("unheard_of", 20), ("yard", 0), ("current", 0)],
)
def test_a_way_costs_its_own_minutes_or_the_default_and_staying_costs_nothing(place: str, minutes: int) -> None:
    assert went(to(place)).time_passed == 60 * minutes


def test_ways_differ_by_direction_and_by_where_one_stands() -> None:
    assert went(to("wood"), to("yard")).time_passed == 60 * (60 + 90)
    assert went(to("wood"), to("hill")).time_passed == 60 * (60 + 20)


def test_the_way_is_paid_before_the_place_changes() -> None:
    assert [change.path for change in went(to("wood")).changes] == ["world.time", "player.location"]


def test_an_explicit_advance_comes_on_top_of_the_way() -> None:
    assert went(to("wood"), {"type": "advance_time", "amount": 3}).time_passed == 4 * 3600


def test_an_instant_move_takes_no_time() -> None:
    assert went(to("wood", instant=True)).time_passed == 0


def test_moves_are_free_where_the_scenario_does_not_count_its_ways() -> None:
    assert went(to("wood"), world=PLACES).time_passed == 0
    assert went(to("wood"), world=f"travel_config: {{auto_apply_on_move: false}}\n{PLACES}").time_passed == 0
