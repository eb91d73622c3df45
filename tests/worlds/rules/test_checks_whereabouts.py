"""Section 13 of the rules of play: places, and the ways between them."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, finds, option, report_on

WAYS = "initial_world.locations[0].connections[0]"


def ways(there: str, back: str) -> str:
    yard = f"{{id: yard, name: Yard, connections: [{{target: wood{there}}}]}}"
    wood = f"{{id: wood, name: Wood, connections: [{{target: yard{back}}}]}}"
    return f"initial_world: {{locations: [{yard}, {wood}]}}"


def test_moving_to_an_undeclared_place_is_a_warning_with_the_nearest_name() -> None:
    overlay = option("next_node: home, consequence: [{type: move_to, location: woood}]")
    problem = finds(overlay, "warning", "undeclared_location", f"{EXTRA}.consequence[0].location")
    assert problem.advice == "did you mean 'wood'?"


def test_an_undeclared_place_is_told_once_however_often_it_is_named() -> None:
    moves = "{type: move_to, location: moon}, {type: move_npc, npc: keeper, location: moon}"
    problem = finds(
        option(f"next_node: home, consequence: [{moves}]"),
        "warning",
        "undeclared_location",
        f"{EXTRA}.consequence[0].location",
    )
    assert "named 2 times" in problem.message


def test_a_way_to_an_undeclared_place_is_a_warning() -> None:
    yard = "{id: yard, name: Yard, connections: [moon]}"
    finds(f"initial_world: {{locations: [{yard}]}}", "warning", "undeclared_location", WAYS)


def test_a_person_at_an_undeclared_place_is_a_warning() -> None:
    finds(
        "initial_world: {npc_locations: {keeper: moon}}",
        "warning",
        "undeclared_location",
        "initial_world.npc_locations.keeper",
    )


def test_beginning_at_an_undeclared_place_is_a_warning() -> None:
    finds("initial_world: {current_location: moon}", "warning", "undeclared_location", "initial_world.current_location")


def test_a_story_that_declares_no_place_at_all_may_begin_anywhere() -> None:
    assert everything(report_on("initial_world: {locations: null, npc_locations: null}")) == []


def test_current_is_everybodys_own_place() -> None:
    overlay = option("next_node: home, consequence: [{type: move_npc, npc: keeper, location: current}]")
    assert everything(report_on(overlay)) == []


def test_a_change_of_every_place_at_once_is_a_warning() -> None:
    change = "{type: set_environment, property: light, value: dim, location: all}"
    finds(
        option(f"next_node: home, consequence: [{change}]"),
        "warning",
        "location_all",
        f"{EXTRA}.consequence[0].location",
    )


def test_a_way_without_a_way_back_is_worth_a_word() -> None:
    yard, wood = "{id: yard, name: Yard, connections: [wood]}", "{id: wood, name: Wood}"
    finds(f"initial_world: {{locations: [{yard}, {wood}]}}", "info", "one_way", WAYS)


@pytest.mark.parametrize(("there", "back"), [(60, 90), (90, 60), (0, 1), (10, 100)])
def test_ways_that_differ_by_half_are_worth_a_word(there: int, back: int) -> None:
    problem = finds(ways(f", travel_minutes: {there}", f", travel_minutes: {back}"), "info", "uneven_way", WAYS)
    assert f"{there} minutes" in problem.message


@pytest.mark.parametrize(("there", "back"), [(60, 89), (60, 60), (0, 0)])
def test_ways_that_differ_by_less_are_not(there: int, back: int) -> None:
    assert everything(report_on(ways(f", travel_minutes: {there}", f", travel_minutes: {back}"))) == []


def test_a_way_without_minutes_takes_the_default_of_the_scenario() -> None:
    travel = "\ntravel_config: {default_travel_minutes: 10, improvisation_time: {explore: 1, interact: 1, act: 1, meta: 0, limbo: 1}}"
    assert everything(report_on(ways(", travel_minutes: 10", "") + travel)) == []
    finds(ways(", travel_minutes: 15", "") + travel, "info", "uneven_way", WAYS)


def test_the_same_location_twice_is_an_error() -> None:
    yard = "{id: yard, name: Yard}"
    finds(
        f"initial_world: {{locations: [{yard}, {yard}]}}",
        "error",
        "duplicate_location",
        "initial_world.locations[1].id",
    )


def test_minutes_cannot_be_negative() -> None:
    finds(ways(", travel_minutes: -5", ""), "error", "negative_minutes", f"{WAYS}.travel_minutes")
