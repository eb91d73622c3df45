"""Older spellings load as today's, and are stored as today's."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, QUIET, everything, finds, option, spoiled
from worlds.rules.checking import check
from worlds.rules.conditions import AllOf, Condition, HasItem, MissingItem, NoneOf
from worlds.rules.effects import AdvanceTime, Effect, GainItem, LoseItem, ModifyRelationship, ModifyTrait, ScheduleEvent
from worlds.rules.loading import ScenarioError, content_of, load_scenario


def effects(consequence: str) -> tuple[Effect, ...]:
    source = spoiled(option(f"next_node: home, consequence: {consequence}"))
    return load_scenario(source, name="old").nodes["gate"].options[2].consequences


def condition(written: str) -> Condition | None:
    source = spoiled(option(f"next_node: home, precondition: {written}"))
    return load_scenario(source, name="old").nodes["gate"].options[2].precondition


@pytest.mark.parametrize(
    ("written", "effect"),
    [
        ("{type: advance_time, delta: 2, unit: days}", AdvanceTime(2, "days")),
        ("{type: advance_time, delta: 2}", AdvanceTime(2, "hours")),
        ("{type: advance_time, hours: 2}", AdvanceTime(2, "hours")),
        ("{type: advance_time, minutes: 30}", AdvanceTime(30, "minutes")),
        ("{type: advance_time, amount: 3}", AdvanceTime(3, "hours")),
        ("{type: modify_trait, trait: luck, amount: -1}", ModifyTrait("luck", -1)),
        ("{type: modify_relationship, target: keeper, amount: 4}", ModifyRelationship("keeper", 4)),
        ("{type: modify_relationship, npc: keeper, delta: 4}", ModifyRelationship("keeper", 4)),
    ],
)
def test_an_older_spelling_means_what_todays_does(written: str, effect: Effect) -> None:
    assert effects(f"[{written}]") == (effect,)


def test_a_revelation_is_what_is_called_a_constraint_today() -> None:
    asks = option("next: improvise, cell: null, outcome_nodes: {discovery: hall, revelation: home}")
    assert everything(check(spoiled(asks), name="old")) == []
    asked = load_scenario(spoiled(asks), name="old").nodes["gate"].options[2].improvisation
    assert asked is not None
    assert asked.outcome_nodes == {"discovery": "hall", "constraint": "home"}
    stored = content_of(spoiled(asks), name="old")
    assert "revelation" not in str(stored)


def test_where_an_older_and_todays_name_differ_todays_counts_and_the_older_one_is_told() -> None:
    asks = option("next: improvise, cell: null, outcome_nodes: {constraint: hall, revelation: home}")
    asked = load_scenario(spoiled(asks), name="old").nodes["gate"].options[2].improvisation
    assert asked is not None
    assert asked.outcome_nodes == {"constraint": "hall"}
    finds(asks, "warning", "unknown_key", f"{EXTRA}.outcome_nodes.revelation")


def test_an_older_name_beside_todays_is_told_of_consequences_too() -> None:
    both = "{type: modify_trait, trait: luck, delta: 1, amount: 2}"
    assert effects(f"[{both}]") == (ModifyTrait("luck", 1),)
    finds(option(f"next_node: home, consequence: [{both}]"), "warning", "unknown_key", f"{EXTRA}.consequence[0].amount")


@pytest.mark.parametrize("asks", ["{constraint: hall, revelation: hall}", "{constraint: null, revelation: hall}"])
def test_an_older_name_that_says_the_same_is_not_told(asks: str) -> None:
    asked = option(f"next: improvise, cell: null, outcome_nodes: {asks}")
    assert everything(check(spoiled(asked), name="old")) == []


def test_a_revelation_that_leads_nowhere_is_told_by_its_place() -> None:
    asks = option("next: improvise, cell: null, outcome_nodes: {revelation: nowhere}")
    finds(asks, "error", "dangling_target", f"{EXTRA}.outcome_nodes.constraint")


def test_the_cell_called_revelation_is_the_constraint() -> None:
    source = spoiled(option("cell: revelation, next_node: home"))
    assert load_scenario(source, name="old").nodes["gate"].options[2].cell == "constraint"


def test_a_single_consequence_needs_no_list() -> None:
    assert effects("{type: gain_item, item: rope}") == (GainItem("rope"),)


def test_a_single_consequence_of_an_event_needs_no_list() -> None:
    event = "{type: schedule_event, event_id: dawn, delay: {amount: 1, unit: hours}, consequences: {type: advance_time, hours: 1}}"
    (scheduled,) = effects(event)
    assert isinstance(scheduled, ScheduleEvent)
    assert scheduled.consequences == (AdvanceTime(1, "hours"),)


def test_a_list_of_conditions_means_all_of_them() -> None:
    both = "[{type: has_item, item: lamp}, {type: missing_item, item: rope}]"
    assert condition(both) == AllOf((HasItem("lamp"), MissingItem("rope")))


def test_a_single_condition_inside_another_needs_no_list() -> None:
    assert condition("{type: none_of, conditions: {type: has_item, item: rope}}") == NoneOf((HasItem("rope"),))


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ("{name: One, title: Two, metadata: {title: Three}}", "One"),
        ("{name: null, title: Two, metadata: {title: Three}}", "Two"),
        ("{name: null, metadata: {title: Three}}", "Three"),
        ("{name: null}", "old"),
    ],
)
def test_the_name_is_looked_up_in_this_order(names: str, name: str) -> None:
    assert load_scenario(spoiled(names), name="old").name == name


def test_the_description_may_stand_in_the_metadata() -> None:
    scenario = load_scenario(spoiled("metadata: {description: A walk., author: somebody}"), name="old")
    assert scenario.description == "A walk."


def test_a_nodes_consequence_runs_after_its_on_enter() -> None:
    overlay = "nodes: {hall: {on_enter: [{type: gain_item, item: rope}], consequence: {type: lose_item, item: lamp}}}"
    scenario = load_scenario(spoiled(overlay), name="old")
    assert scenario.nodes["hall"].on_enter == (GainItem("rope"), LoseItem("lamp"))


def test_connections_may_mix_ids_and_mappings() -> None:
    overlay = "initial_world: {locations: [{id: yard, name: Yard, connections: [wood, {target: moor}]}]}"
    ways = load_scenario(spoiled(overlay), name="old").locations["yard"].connections
    assert [way.target for way in ways] == ["wood", "moor"]


def test_what_is_stored_is_in_todays_spelling() -> None:
    overlay = option(
        "next_node: home, consequence: {type: advance_time, hours: 2}, precondition: [{type: has_item, item: lamp}]"
    )
    content = content_of(spoiled(overlay), name="old")
    assert isinstance(content["nodes"], dict)
    stored = str(content["nodes"])
    assert "'amount': 2, 'unit': 'hours'" in stored
    assert "'hours': 2" not in stored
    assert "'type': 'all_of'" in stored


def test_a_title_is_stored_as_the_name() -> None:
    content = content_of(spoiled("{name: null, title: Old}"), name="old")
    assert content["name"] == "Old"
    assert "title" not in content


def test_a_mistake_in_an_older_spelling_is_found_where_it_stands() -> None:
    source = QUIET.replace(
        "  hall:\n", "  hall:\n    consequence:\n      type: advance_time\n      hours: soon\n"
    ).encode()
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(source, name="old")
    errors = [problem for problem in refusal.value.problems if problem.severity == "error"]
    assert [(problem.path, problem.line) for problem in errors] == [("nodes.hall.on_enter[0].amount", 24)]
