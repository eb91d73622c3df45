"""From a file to a scenario: defaults, ids, numbers, and what stands in their way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields

import pytest

from tests.worlds.rules.files import EXTRA, QUIET, option, report_on, spoiled
from tests.worlds.rules.small_stories import published_scenarios
from worlds.rules.conditions import CONDITIONS, AllOf, EnvironmentIs, HasItem, TimeElapsedMinimum
from worlds.rules.effects import EFFECTS, ScheduleEvent, SetEnvironment
from worlds.rules.loading import ScenarioError, content_of, load_scenario, scenario_from
from worlds.rules.patterns import Pattern
from worlds.rules.quantities import Span
from worlds.rules.reading.gates import _READERS
from worlds.rules.scenario import Connection, Option, Scenario

PUBLISHED = ["advanced", "basic", "dragon_quest", "intermediate", "minimal", "temporal_example", "zork1-mini"]


def loaded(overlay: str) -> Scenario:
    return load_scenario(spoiled(overlay), name="quiet")


def extra(overlay: str) -> Option:
    return loaded(option(overlay)).nodes["gate"].options[2]


def refused(overlay: str) -> list[tuple[str, str]]:
    with pytest.raises(ScenarioError) as refusal:
        loaded(overlay)
    return [(problem.code, problem.path) for problem in refusal.value.problems if problem.severity == "error"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_file_loads_and_is_the_same_from_its_content(name: str) -> None:
    source = (published_scenarios() / f"{name}.yaml").read_bytes()
    scenario = load_scenario(source, name=name)
    content = json.loads(json.dumps(content_of(source, name=name)))
    assert scenario_from(content, name=name) == scenario
    assert scenario.start_node in scenario.nodes


def test_content_is_plain_json_and_reading_it_again_changes_nothing() -> None:
    content = content_of(QUIET.encode(), name="quiet")
    assert type(content) is dict
    again = content_of(json.dumps(content).encode(), name="quiet")
    assert again == content


def test_nodes_and_endings_keep_the_order_of_the_file() -> None:
    scenario = loaded("{}")
    assert list(scenario.nodes) == ["gate", "hall"]
    assert list(scenario.endings) == ["home", "doom"]


def test_everything_optional_has_its_default() -> None:
    scenario = loaded("{}")
    assert (scenario.language, scenario.version, scenario.description) == ("en", "", "")
    assert scenario.protagonist.exists
    assert scenario.opening.time == 0
    assert scenario.travel is None
    node = scenario.nodes["gate"]
    assert not node.scene_break
    assert not node.free_roam
    assert (node.on_enter, node.precondition, node.elapsed_since_previous) == ((), None, None)
    assert not node.options[0].retired
    assert scenario.locations["yard"].access_mode == "filter"
    assert scenario.endings["home"].method is None


def test_a_file_without_a_name_is_called_by_its_own() -> None:
    assert load_scenario(spoiled("name: null"), name="old_house").name == "old_house"


def test_travel_has_its_defaults_once_it_is_there_at_all() -> None:
    travel = loaded("travel_config: {}").travel
    assert travel is not None
    assert (travel.default_minutes, travel.applies_on_move) == (30, True)
    assert travel.improvisation_minutes == {"explore": 15, "interact": 10, "act": 20, "meta": 0, "limbo": 5}


def test_travel_is_read_as_written() -> None:
    travel = loaded(
        "travel_config: {default_travel_minutes: 5, auto_apply_on_move: false, improvisation_time: {act: 7}}"
    ).travel
    assert travel is not None
    assert (travel.default_minutes, travel.applies_on_move) == (5, False)
    assert travel.improvisation_minutes["act"] == 7


def test_a_way_without_minutes_is_left_to_the_default() -> None:
    ways = loaded(
        "initial_world: {locations: [{id: yard, name: Yard, connections: [wood, {target: moor, travel_minutes: 0}]}]}"
    )
    assert ways.locations["yard"].connections == (Connection("wood", None), Connection("moor", 0))


def test_location_state_is_laid_over_initial_state_key_by_key() -> None:
    yard = "{id: yard, name: Yard, initial_state: {flags: {wet: true, swept: true}, properties: {dust: 1}}}"
    state = "{yard: {flags: {wet: false}, environment: {light: dim}}, moor: {properties: {fog: 2}}}"
    world = loaded(f"initial_world: {{locations: [{yard}], location_state: {state}}}").opening
    assert world.surroundings["yard"].flags == {"wet": False, "swept": True}
    assert world.surroundings["yard"].properties == {"dust": 1}
    assert world.surroundings["yard"].environment == {"light": "dim"}
    assert world.surroundings["moor"].properties == {"fog": 2}


def test_a_flag_that_only_the_world_declares_is_the_worlds() -> None:
    scenario = loaded(
        "initial_character: {flags: {bold: false}}\n"
        "initial_world: {flags: {bold: true, gate_open: false, improv_search: false}}"
    )
    assert scenario.world_flags == {"gate_open"}


def test_items_of_places_are_placed_items() -> None:
    yard, wood = "{id: yard, name: Yard, items: [rope, rope]}", "{id: wood, name: Wood, items: [axe]}"
    scenario = loaded(f"initial_world: {{locations: [{yard}, {wood}]}}")
    assert scenario.placed_items == {"rope", "axe"}
    assert scenario.locations["yard"].items == ("rope", "rope")


def test_an_inventory_is_a_set_in_its_order() -> None:
    assert loaded("initial_character: {inventory: [rope, lamp, rope]}").protagonist.inventory == ("rope", "lamp")


def test_two_and_a_point_is_two() -> None:
    assert loaded("initial_character: {traits: {courage: 2.0}}").protagonist.traits == {"courage": 2}
    assert content_of(b"version: 2.0\n" + QUIET.encode(), name="quiet")["version"] == "2.0"


@pytest.mark.parametrize("version", ["1", "1.5", "2.0", "v1", "1.2.3"])
def test_a_version_is_text_however_it_is_written(version: str) -> None:
    scenario = load_scenario(f"version: {version}\n{QUIET}".encode(), name="quiet")
    assert scenario.version == version


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("1.5", "write a whole number, such as 2"),
        ("1e3", "write it out in ordinary digits"),
        ("0x1F", "write it out in ordinary digits"),
        ("1_000", "write it out in ordinary digits"),
        ("12:30", "write it out in ordinary digits"),
        ("010", "write it without leading zeros"),
        ("9007199254740992", "stay within ±9007199254740991"),
        ("-9007199254740992", "stay within ±9007199254740991"),
        (".inf", "write a whole number, such as 2"),
        (".nan", "write a whole number, such as 2"),
    ],
)
def test_a_number_that_is_not_plainly_whole_is_refused_with_the_way_out(written: str, advice: str) -> None:
    source = QUIET.replace("{courage: 5}", f"{{courage: {written}}}").encode()
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(source, name="quiet")
    (problem,) = refusal.value.problems
    assert (problem.code, problem.line, problem.advice) == ("not_whole", 4, advice)
    assert problem.path == "initial_character.traits.courage"


@pytest.mark.parametrize(
    ("overlay", "code", "path"),
    [
        ("name: [x]", "wrong_type", "name"),
        ("name: 5", "wrong_type", "name"),
        (f"name: {'x' * 201}", "name_too_long", "name"),
        ("language: 'not a tag'", "bad_language", "language"),
        ("start_node: 5", "wrong_type", "start_node"),
        ("start_node: null", "missing_key", "start_node"),
        ("nodes: [a]", "wrong_type", "nodes"),
        ("nodes: {hall: soon}", "wrong_type", "nodes.hall"),
        ("nodes: {hall: {narrative: {a: b}}}", "wrong_type", "nodes.hall.narrative"),
        ("nodes: {hall: {choice: [a]}}", "wrong_type", "nodes.hall.choice"),
        ("nodes: {hall: {choice: {options: {a: b}}}}", "wrong_type", "nodes.hall.choice.options"),
        ("nodes: {hall: {choice: {options: [a]}}}", "wrong_type", "nodes.hall.choice.options[0]"),
        ("nodes: {hall: {on_enter: soon}}", "wrong_type", "nodes.hall.on_enter"),
        ("nodes: {hall: {on_enter: [soon]}}", "wrong_type", "nodes.hall.on_enter[0]"),
        ("nodes: {hall: {scene_break: 'yes'}}", "wrong_type", "nodes.hall.scene_break"),
        ("nodes: {hall: {precondition: soon}}", "wrong_type", "nodes.hall.precondition"),
        ("nodes: {hall: {blocked_next_node: [a]}}", "wrong_type", "nodes.hall.blocked_next_node"),
        ("nodes: {hall: {elapsed_since_previous: 5}}", "wrong_type", "nodes.hall.elapsed_since_previous"),
        ("nodes: {hall: {duration: {amount: a, unit: hours}}}", "not_a_number", "nodes.hall.duration.amount"),
        ("endings: [a]", "wrong_type", "endings"),
        ("endings: {home: [a]}", "wrong_type", "endings.home"),
        ("initial_character: {traits: [a]}", "wrong_type", "initial_character.traits"),
        ("initial_character: {traits: {a: b}}", "not_a_number", "initial_character.traits.a"),
        ("initial_character: {traits: {a: true}}", "not_a_number", "initial_character.traits.a"),
        ("initial_character: {flags: {a: 1}}", "wrong_type", "initial_character.flags.a"),
        ("initial_character: {inventory: rope}", "wrong_type", "initial_character.inventory"),
        ("initial_character: {inventory: [{a: b}]}", "wrong_type", "initial_character.inventory[0]"),
        ("initial_character: {inventory: [5]}", "wrong_type", "initial_character.inventory[0]"),
        ("initial_character: {inventory: ['né']}", "bad_id", "initial_character.inventory[0]"),
        (f"initial_character: {{inventory: [{'x' * 101}]}}", "bad_id", "initial_character.inventory[0]"),
        (f"initial_character: {{name: {'x' * 61}}}", "name_too_long", "initial_character.name"),
        ("initial_character: [a]", "wrong_type", "initial_character"),
        ("initial_world: {current_location: null}", "missing_key", "initial_world.current_location"),
        ("initial_world: {time: noon}", "not_a_number", "initial_world.time"),
        ("initial_world: {locations: {yard: {}}}", "wrong_type", "initial_world.locations"),
        ("initial_world: {locations: [{name: Yard}]}", "missing_key", "initial_world.locations[0].id"),
        ("initial_world: {locations: [{id: yard}]}", "missing_key", "initial_world.locations[0].name"),
        ("initial_world: {npc_locations: {keeper: 5}}", "wrong_type", "initial_world.npc_locations.keeper"),
        ("initial_world: {scheduled_events: [{event_id: a}]}", "missing_key", "initial_world.scheduled_events[0].trigger_at"),
        ("travel_config: fast", "wrong_type", "travel_config"),
        ("travel_config: {improvisation_time: {act: -1}}", "negative_minutes", "travel_config.improvisation_time.act"),
        ("critical_items: [{item_id: lamp}]", "missing_key", "critical_items[0].policy_type"),
        ("critical_items: [{item_id: lamp, policy_type: magic}]", "unknown_policy_type", "critical_items[0].policy_type"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_one_error_at_its_place(overlay: str, code: str, path: str) -> None:
    assert refused(overlay) == [(code, path)]


@pytest.mark.parametrize("key", ["nodes", "endings", "initial_character", "start_node"])
def test_a_missing_part_is_one_error(key: str) -> None:
    assert refused(f"{key}: null") == [("missing_key", key)]


def test_many_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    report = report_on(
        "initial_character: {traits: {courage: brave}}\nnodes: {hall: {scene_break: 5}}\nendings: {home: {type: glory}}"
    )
    assert [problem.path for problem in report.errors] == [
        "initial_character.traits.courage",
        "nodes.hall.scene_break",
        "endings.home.type",
    ]
    lines = [problem.line for problem in report.errors]
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_an_error_reads_as_file_line_path_and_what_would_be_right() -> None:
    source = QUIET.replace("next_node: hall}", "next_node: hal}").encode()
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(source.replace(b"start_node: gate", b"start_node: gat"), name="quiet")
    assert refusal.value.problems[0].at("quiet.yaml") == (
        "quiet.yaml:12: start_node: there is no node 'gat', did you mean 'gate'?"
    )


def test_content_has_paths_but_no_lines() -> None:
    content = content_of(QUIET.encode(), name="quiet")
    content["start_node"] = "nowhere"
    with pytest.raises(ScenarioError) as refusal:
        scenario_from(content, name="quiet")
    (problem,) = refusal.value.problems
    assert (problem.line, problem.path) == (None, "start_node")


@pytest.mark.parametrize("odd", [1.5, 2**53, {"é": 1}, {1: 2}, b"x", [[[]]] * 3 + [float("nan")]])
def test_content_that_no_file_could_give_is_refused(odd: object) -> None:
    content = content_of(QUIET.encode(), name="quiet")
    with pytest.raises(ScenarioError) as refusal:
        scenario_from({**content, "version": odd}, name="quiet")  # type: ignore[dict-item]
    assert [problem.code for problem in refusal.value.problems] == ["unfit_content"]


def test_true_and_false_in_an_environment_are_text() -> None:
    rains = extra(
        "next_node: home, precondition: {type: environment_is, property: rain, value: true}, "
        "consequence: [{type: set_environment, property: rain, value: false}]"
    )
    assert rains.precondition == EnvironmentIs("rain", "true")
    assert rains.consequences == (SetEnvironment("rain", "false"),)


def test_an_environment_holds_no_broken_numbers() -> None:
    overlay = option("next_node: home, consequence: [{type: set_environment, property: heat, value: 36.6}]")
    assert refused(overlay) == [("not_whole", f"{EXTRA}.consequence[0].value")]


def test_an_improvise_option_is_read_whole() -> None:
    asks = extra(
        "cell: null, next: improvise, outcome_nodes: {limbo: doom}, improvise_context: {theme: asking, permits: [key], "
        "blocks: ['st.*l'], limbo_fallback: Hm., answers: [{pattern: moon, narrative: It is round., "
        "credit: {user_id: usr_aaaaaaaa, name: Bo}}]}"
    )
    assert asks.improvisation is not None
    assert asks.improvisation.permits == (Pattern("key"),)
    assert asks.improvisation.outcome_nodes == {"limbo": "doom"}
    assert asks.improvisation.answers[0].credit is not None
    assert asks.improvisation.answers[0].credit.name == "Bo"


def test_an_empty_precondition_is_none() -> None:
    assert extra("next_node: home, precondition: []").precondition is None
    assert extra("next_node: home, precondition: {}").precondition is None
    assert extra("next_node: home, precondition: null").precondition is None


def test_conditions_nest() -> None:
    nested = extra("next_node: home, precondition: {type: all_of, conditions: [{type: has_item, item: lamp}]}")
    assert nested.precondition == AllOf((HasItem("lamp"),))


def test_time_is_kept_as_amount_and_unit() -> None:
    waits = extra("next_node: home, precondition: {type: time_elapsed_minimum, amount: 2, unit: days}")
    assert waits.precondition == TimeElapsedMinimum(2, "days")
    node = loaded("nodes: {hall: {elapsed_since_previous: {amount: 3, unit: minutes}}}").nodes["hall"]
    assert node.elapsed_since_previous == Span(3, "minutes")


SCHEDULES = (
    "next_node: home, consequence: [{type: schedule_event, event_id: dawn, delay: {amount: 1, unit: hours}, "
    "consequences: [{type: gain_item, item: %s}]}]"
)


def test_a_schedule_is_kept_by_a_key_that_is_the_same_in_every_process_and_changes_with_its_content() -> None:
    first, again, other = (extra(SCHEDULES % item).consequences[0] for item in ("rope", "rope", "axe"))
    assert isinstance(first, ScheduleEvent)
    assert isinstance(again, ScheduleEvent)
    assert isinstance(other, ScheduleEvent)
    assert first.schedule == again.schedule
    assert first.schedule != other.schedule
    assert first.schedule == "dawn-" + hashlib.sha256(b'[{"item":"rope","type":"gain_item"}]').hexdigest()[:16]


def test_every_schedule_can_be_looked_up() -> None:
    scenario = loaded(
        option(SCHEDULES % "rope")
        + "\ninitial_world: {scheduled_events: [{event_id: noon, trigger_at: 5, consequences: []}]}"
    )
    event = scenario.nodes["gate"].options[2].consequences[0]
    assert isinstance(event, ScheduleEvent)
    assert scenario.schedules[event.schedule] == event.consequences
    assert scenario.schedules[scenario.opening.scheduled[0].schedule] == ()


def test_the_first_policy_of_an_item_counts() -> None:
    policies = (
        "[{item_id: lamp, policy_type: instance_quota, min_count: 2}, {item_id: lamp, policy_type: unique_persistent}]"
    )
    (policy,) = loaded(f"critical_items: {policies}").critical_items
    assert policy.min_count == 2
    assert policy.cooldown_ticks == 0


def test_every_field_of_every_type_has_a_reader() -> None:
    known = {*_READERS, "tuple[Condition, ...]", "tuple[Effect, ...]", "Span"}
    kinds = (*CONDITIONS.values(), *EFFECTS.values())
    assert {str(field.type) for kind in kinds for field in fields(kind)} <= known
