from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from tests.worlds.rules.small_stories import story
from worlds.graph.place_cells import COLUMNS, MOST, place_cells

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario


def hub(arms: int) -> Scenario:
    """A yard in the middle, and ways from it to places around."""
    around = [f"    - {{id: p{number}, name: Place, connections: [yard]}}" for number in range(arms)]
    ways = ", ".join(f"p{number}" for number in range(arms))
    return story(
        "initial_world:\n  locations:\n"
        f"    - {{id: yard, name: Yard, connections: [{ways}]}}\n" + "\n".join(around) + "\n"
        "nodes: {one: {options: {go: {next_node: home}}}}"
    )


def test_no_two_places_share_a_cell() -> None:
    cells = place_cells(hub(7))
    assert len(set(cells.values())) == len(cells) == 8
    assert all(column < COLUMNS for column, _ in cells.values())


def test_what_a_way_connects_stands_side_by_side() -> None:
    cells = place_cells(hub(7))
    column, row = cells["yard"]
    assert all(hypot(column - other, row - down) < 1.5 for place, (other, down) in cells.items() if place != "yard")


def test_a_chain_of_places_is_no_longer_than_its_ways() -> None:
    chain = story("""
initial_world:
  locations:
    - {id: yard, name: A, connections: [d]}
    - {id: c, name: C, connections: [b]}
    - {id: d, name: D, connections: [c]}
    - {id: b, name: B}
nodes: {one: {options: {go: {next_node: home}}}}
""")
    cells = place_cells(chain)
    for start, end in (("yard", "d"), ("d", "c"), ("c", "b")):
        assert abs(cells[start][0] - cells[end][0]) + abs(cells[start][1] - cells[end][1]) == 1


def test_it_is_worked_out_once_and_the_same_for_everybody() -> None:
    assert place_cells(hub(5)) == place_cells(hub(5))
    scenario = hub(5)
    assert place_cells(scenario) is place_cells(scenario)


def test_a_story_with_too_many_places_has_no_drawing() -> None:
    assert place_cells(hub(MOST)) == {}


def test_a_story_without_places_has_an_empty_map() -> None:
    assert place_cells(story("initial_world: {locations: []}\nnodes: {one: {options: {go: {next_node: home}}}}")) == {}
