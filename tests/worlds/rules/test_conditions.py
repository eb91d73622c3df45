from __future__ import annotations

import json
from typing import Any

import pytest

from tests.worlds.rules.small_stories import after, started, story
from worlds.rules.conditions import CONDITIONS
from worlds.rules.offering import offers
from worlds.rules.scenario import Scenario

# Everything that a condition can be about, at values that a limit can be tested against.
WORLD = """
initial_character:
  traits: {courage: 5}
  inventory: [lamp]
  relationships: {keeper: 10}
  flags: {bold: true, shy: false}
initial_world:
  current_location: yard
  time: 7200
  flags: {gate_open: true, alarm: false, bold: false}
  npc_locations: {keeper: yard, wolf: wood}
  triggered_events: [dawn]
  locations:
    - id: yard
      name: Old Yard
      initial_state:
        flags: {swept: true, wet: false}
        properties: {dust: 3}
        environment: {light: dim, cold: 4}
    - id: wood
      name: Wood
"""


def holds(kind: str, **keys: Any) -> bool:
    """Whether an option behind this precondition is offered at the start."""
    precondition = json.dumps({"type": kind, **keys})
    scenario = story(
        f"{WORLD}\nnodes: {{start: {{options: {{go: {{next_node: home, precondition: {precondition}}}}}}}}}"
    )
    return bool(offers(scenario, started(scenario)))


TRUE = [
    ("has_item", {"item": "lamp"}),
    ("missing_item", {"item": "rope"}),
    ("trait_minimum", {"trait": "courage", "minimum": 5}),
    ("trait_maximum", {"trait": "courage", "maximum": 5}),
    ("flag_set", {"flag": "bold"}),
    ("flag_set", {"flag": "shy", "value": False}),
    ("flag_set", {"flag": "gate_open"}),
    ("flag_not_set", {"flag": "shy"}),
    ("flag_not_set", {"flag": "alarm"}),
    ("at_location", {"location": "yard"}),
    ("at_location", {"location": "current"}),
    ("relationship_minimum", {"npc": "keeper", "minimum": 10}),
    ("location_flag_set", {"location": "yard", "flag": "swept"}),
    ("location_flag_set", {"location": "current", "flag": "swept"}),
    ("location_flag_not_set", {"location": "yard", "flag": "wet"}),
    ("location_property_minimum", {"location": "yard", "property": "dust", "minimum": 3}),
    ("location_property_maximum", {"location": "yard", "property": "dust", "maximum": 3}),
    ("environment_is", {"property": "light", "value": "dim"}),
    ("environment_is", {"property": "light", "value": "dim", "location": "yard"}),
    ("environment_minimum", {"property": "cold", "minimum": 4}),
    ("environment_maximum", {"property": "cold", "maximum": 4}),
    ("npc_at_location", {"npc": "keeper", "location": "current"}),
    ("npc_not_at_location", {"npc": "wolf", "location": "yard"}),
    ("time_elapsed_minimum", {"amount": 0, "unit": "hours"}),
    ("time_elapsed_maximum", {"amount": 0, "unit": "hours"}),
    ("event_triggered", {"event_id": "dawn"}),
    ("event_not_triggered", {"event_id": "dusk"}),
    ("all_of", {"conditions": []}),
    ("none_of", {"conditions": []}),
    ("any_of", {"conditions": [{"type": "has_item", "item": "rope"}, {"type": "has_item", "item": "lamp"}]}),
]

FALSE = [
    ("has_item", {"item": "rope"}),
    ("missing_item", {"item": "lamp"}),
    ("trait_minimum", {"trait": "courage", "minimum": 6}),
    ("trait_maximum", {"trait": "courage", "maximum": 4}),
    ("flag_set", {"flag": "shy"}),
    ("flag_set", {"flag": "bold", "value": False}),
    ("flag_not_set", {"flag": "bold"}),
    ("at_location", {"location": "wood"}),
    ("relationship_minimum", {"npc": "keeper", "minimum": 11}),
    ("location_flag_set", {"location": "yard", "flag": "wet"}),
    ("location_flag_not_set", {"location": "yard", "flag": "swept"}),
    ("location_property_minimum", {"location": "yard", "property": "dust", "minimum": 4}),
    ("location_property_maximum", {"location": "yard", "property": "dust", "maximum": 2}),
    ("environment_is", {"property": "light", "value": "bright"}),
    ("environment_minimum", {"property": "cold", "minimum": 5}),
    ("environment_maximum", {"property": "cold", "maximum": 3}),
    ("npc_at_location", {"npc": "wolf", "location": "current"}),
    ("npc_not_at_location", {"npc": "keeper", "location": "yard"}),
    ("time_elapsed_minimum", {"amount": 1, "unit": "seconds"}),
    ("event_triggered", {"event_id": "dusk"}),
    ("event_not_triggered", {"event_id": "dawn"}),
    ("any_of", {"conditions": []}),
    ("all_of", {"conditions": [{"type": "has_item", "item": "lamp"}, {"type": "has_item", "item": "rope"}]}),
    ("none_of", {"conditions": [{"type": "has_item", "item": "lamp"}]}),
]

# A missing trait or relationship is 0, a missing flag false, a missing property 0, and a missing environment nothing.
OF_WHAT_IS_NOT_THERE = [
    (True, "trait_minimum", {"trait": "grace", "minimum": 0}),
    (False, "trait_minimum", {"trait": "grace", "minimum": 1}),
    (True, "trait_maximum", {"trait": "grace", "maximum": 0}),
    (True, "relationship_minimum", {"npc": "nobody", "minimum": 0}),
    (False, "relationship_minimum", {"npc": "nobody", "minimum": 1}),
    (True, "flag_not_set", {"flag": "unheard_of"}),
    (True, "flag_set", {"flag": "unheard_of", "value": False}),
    (True, "location_flag_not_set", {"location": "moon", "flag": "dark"}),
    (False, "location_flag_set", {"location": "moon", "flag": "dark"}),
    (True, "location_property_minimum", {"location": "moon", "property": "dust", "minimum": 0}),
    (True, "location_property_maximum", {"location": "moon", "property": "dust", "maximum": 0}),
    (False, "environment_is", {"property": "smell", "value": "none"}),
    (False, "environment_minimum", {"property": "smell", "minimum": 0}),
    (False, "environment_maximum", {"property": "smell", "maximum": 0}),
    (False, "npc_at_location", {"npc": "nobody", "location": "yard"}),
    (True, "npc_not_at_location", {"npc": "nobody", "location": "yard"}),
    (False, "time_elapsed_minimum", {"amount": 0, "unit": "hours", "since": "dusk"}),
    (False, "time_elapsed_maximum", {"amount": 9, "unit": "years", "since": "dusk"}),
]


@pytest.mark.parametrize(("kind", "keys"), TRUE)
def test_a_condition_that_is_met_offers_the_option(kind: str, keys: dict[str, Any]) -> None:
    assert holds(kind, **keys)


@pytest.mark.parametrize(("kind", "keys"), FALSE)
def test_a_condition_that_is_not_met_hides_the_option(kind: str, keys: dict[str, Any]) -> None:
    assert not holds(kind, **keys)


@pytest.mark.parametrize(("expected", "kind", "keys"), OF_WHAT_IS_NOT_THERE)
def test_what_is_missing_reads_as_nothing(expected: bool, kind: str, keys: dict[str, Any]) -> None:  # noqa: FBT001
    assert holds(kind, **keys) is expected


def test_every_type_of_the_format_is_tested_both_ways() -> None:
    assert {kind for kind, _ in TRUE} == set(CONDITIONS)
    assert {kind for kind, _ in FALSE} | {"time_elapsed_maximum"} == set(CONDITIONS)


@pytest.mark.parametrize("kind", ["environment_minimum", "environment_maximum"])
def test_text_is_never_within_a_limit(kind: str) -> None:
    limit = kind.removeprefix("environment_")
    assert not holds(kind, property="light", **{limit: 0})


def test_a_flag_that_the_character_declares_too_is_the_characters() -> None:
    assert holds("flag_set", flag="bold")  # the world's flag of that name is false


def test_conditions_nest() -> None:
    inner = {"type": "any_of", "conditions": [{"type": "has_item", "item": "lamp"}]}
    assert holds(
        "all_of", conditions=[inner, {"type": "none_of", "conditions": [{"type": "any_of", "conditions": []}]}]
    )


def test_a_list_of_conditions_means_all_of_them() -> None:
    scenario = story(
        WORLD
        + """
nodes:
  start:
    options:
      both: {next_node: home, precondition: [{type: has_item, item: lamp}, {type: flag_set, flag: bold}]}
      one: {next_node: home, precondition: [{type: has_item, item: lamp}, {type: flag_set, flag: shy}]}
"""
    )
    assert [offer.option.id for offer in offers(scenario, started(scenario))] == ["both"]


def clock() -> Scenario:
    return story(
        WORLD
        + """
nodes:
  start:
    options:
      wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}
      ring:
        next_node: start
        consequence:
          - {type: schedule_event, event_id: bell, delay: {amount: 1, unit: hours}, consequences: []}
      late: {next_node: home, precondition: {type: time_elapsed_minimum, amount: 2, unit: hours}}
      early: {next_node: home, precondition: {type: time_elapsed_maximum, amount: 1, unit: hours}}
      echo: {next_node: home, precondition: {type: time_elapsed_minimum, amount: 1, unit: hours, since: bell}}
      fresh: {next_node: home, precondition: {type: time_elapsed_maximum, amount: 0, unit: hours, since: bell}}
"""
    )


def offered_after(*choices: str) -> set[str]:
    scenario = clock()
    state = after(scenario, *choices).after if choices else started(scenario)
    return {offer.option.id for offer in offers(scenario, state)} - {"wait", "ring"}


def test_elapsed_time_counts_from_the_start_of_the_story_not_from_midnight() -> None:
    assert offered_after() == {"early"}
    assert offered_after("wait") == {"early"}
    assert offered_after("wait", "wait") == {"late"}


def test_elapsed_time_since_an_event_counts_from_its_firing() -> None:
    assert offered_after("ring") == {"early"}
    assert offered_after("ring", "wait") == {"early", "fresh"}
    assert offered_after("ring", "wait", "wait") == {"late", "echo"}
