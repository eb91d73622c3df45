"""Section 13 of the rules of play: what nobody asks for, what is misspelt, and patterns."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, finds, option, report_on


def asking(permits: str, blocks: str = "") -> str:
    context = f"improvise_context: {{permits: [{permits}], blocks: [{blocks}]}}"
    return option(f"cell: null, next: improvise, {context}")


def doing(consequence: str) -> str:
    return option(f"next_node: home, consequence: [{{{consequence}}}]")


def test_an_event_that_nothing_tests_is_a_warning() -> None:
    overlay = doing("type: schedule_event, event_id: dawn, delay: {amount: 1, unit: hours}, consequences: []")
    finds(overlay, "warning", "event_never_tested", f"{EXTRA}.consequence[0].event_id")


def test_an_event_of_the_first_schedule_that_nothing_tests_is_a_warning() -> None:
    overlay = "initial_world: {scheduled_events: [{event_id: dawn, trigger_at: 60, consequences: []}]}"
    finds(overlay, "warning", "event_never_tested", "initial_world.scheduled_events[0].event_id")


def test_asking_that_an_event_has_not_happened_tests_it() -> None:
    overlay = option(
        "next_node: home, precondition: {type: event_not_triggered, event_id: dawn}, "
        "consequence: [{type: schedule_event, event_id: dawn, delay: {amount: 1, unit: hours}, consequences: []}]"
    )
    assert everything(report_on(overlay)) == []


def test_a_flag_that_nothing_tests_is_worth_a_word() -> None:
    finds(doing("type: set_flag, flag: bold"), "info", "flag_never_tested", f"{EXTRA}.consequence[0].flag")


def test_an_unknown_consequence_is_a_warning_and_does_nothing() -> None:
    overlay = doing("type: gain_itm, item: rope")
    problem = finds(overlay, "warning", "unknown_consequence", f"{EXTRA}.consequence[0].type")
    assert problem.advice == "did you mean 'gain_item'?"
    report = report_on(overlay)
    assert report.scenario is not None
    assert report.scenario.nodes["gate"].options[2].consequences == ()


def test_a_precondition_among_the_consequences_is_told_for_what_it_is() -> None:
    overlay = doing("type: at_location, location: yard")
    problem = finds(overlay, "warning", "unknown_consequence", f"{EXTRA}.consequence[0].type")
    assert problem.advice == "this is a precondition: move it there"


@pytest.mark.parametrize(
    ("overlay", "path", "advice"),
    [
        ("nodes: {hall: {narative: x}}", "nodes.hall.narative", "did you mean 'narrative'?"),
        (option("next_node: home, consequences: []"), f"{EXTRA}.consequences", "did you mean 'consequence'?"),
        ("initial_world: {npc_location: {}}", "initial_world.npc_location", "did you mean 'npc_locations'?"),
        ("initial_character: {trait: {}}", "initial_character.trait", "did you mean 'traits'?"),
        ("endings: {home: {typ: x}}", "endings.home.typ", "did you mean 'type'?"),
        ("auther: me", "auther", None),
    ],
)
def test_an_unknown_key_is_a_warning_with_the_nearest_known_one(overlay: str, path: str, advice: str | None) -> None:
    problem = finds(overlay, "warning", "unknown_key", path)
    assert advice is None or problem.advice == advice


def test_a_nodes_consequence_is_a_warning_and_runs_on_entering() -> None:
    overlay = "nodes: {hall: {consequence: [{type: lose_item, item: lamp}]}}"
    finds(overlay, "warning", "node_consequence", "nodes.hall.consequence")
    report = report_on(overlay)
    assert report.scenario is not None
    assert len(report.scenario.nodes["hall"].on_enter) == 1


@pytest.mark.parametrize("broken", ["'(['", "'a{2'", "'*b'", "'(?<=x)y'"])
def test_an_invalid_pattern_is_a_warning(broken: str) -> None:
    report = report_on(asking(broken))
    codes = [(problem.code, problem.path) for problem in everything(report)]
    assert codes in ([("invalid_pattern", f"{EXTRA}.improvise_context.permits[0]")], [])
    assert codes or broken == "'a{2'"  # RE2 takes a brace that never closes as it stands


def test_an_answers_invalid_pattern_is_a_warning() -> None:
    answer = "{pattern: '([', narrative: You find it.}"
    overlay = option(f"cell: null, next: improvise, improvise_context: {{answers: [{answer}]}}")
    finds(overlay, "warning", "invalid_pattern", f"{EXTRA}.improvise_context.answers[0].pattern")


@pytest.mark.parametrize(
    ("permits", "blocks"),
    [("force field", "force"), ("key", "steal key"), ("burn", "burn|steal"), ("'(take|hold)'", "take"), ("KEY", "key")],
)
def test_a_sample_that_matches_permits_and_blocks_is_a_warning(permits: str, blocks: str) -> None:
    overlay = asking(permits, blocks)
    finds(overlay, "warning", "contradicting_patterns", f"{EXTRA}.improvise_context.permits[0]")


def test_patterns_that_share_no_sample_are_well() -> None:
    assert everything(report_on(asking("key, 'iron.*gate'", "steal, burn"))) == []


def test_incomplete_improvisation_times_are_worth_a_word() -> None:
    overlay = "travel_config: {improvisation_time: {explore: 15, interact: 10, act: 20}}"
    problem = finds(overlay, "info", "incomplete_times", "travel_config.improvisation_time")
    assert "meta, limbo" in problem.message
    finds("travel_config: {default_travel_minutes: 5}", "info", "incomplete_times", "travel_config")


def test_complete_improvisation_times_are_well() -> None:
    overlay = "travel_config: {improvisation_time: {explore: 15, interact: 10, act: 20, meta: 0, limbo: 5}}"
    assert everything(report_on(overlay)) == []


@pytest.mark.parametrize(
    ("consequence", "code", "key"),
    [
        ("type: advance_time, amount: 2, unit: fortnights", "unknown_unit", "unit"),
        ("type: advance_time, amount: soon", "not_a_number", "amount"),
        ("type: modify_trait, trait: courage, delta: lots", "not_a_number", "delta"),
        ("type: modify_trait, trait: courage, delta: 1.5", "not_whole", "delta"),
        ("type: modify_trait, trait: courage", "missing_key", "delta"),
        ("type: set_trait, trait: courage, value: true", "not_a_number", "value"),
        ("type: gain_item", "missing_key", "item"),
        ("type: gain_item, item: [rope]", "wrong_type", "item"),
    ],
)
def test_a_consequence_must_make_sense(consequence: str, code: str, key: str) -> None:
    finds(doing(consequence), "error", code, f"{EXTRA}.consequence[0].{key}")


@pytest.mark.parametrize(
    ("condition", "code", "key"),
    [
        ("type: trait_minimum, trait: courage, minimum: high", "not_a_number", "minimum"),
        ("type: trait_maximum, trait: courage, maximum: 2.5", "not_whole", "maximum"),
        ("type: time_elapsed_minimum, amount: 1, unit: ages", "unknown_unit", "unit"),
        ("type: time_elapsed_maximum, amount: 1", "missing_key", "unit"),
        ("item: lamp", "missing_key", "type"),
    ],
)
def test_a_condition_must_make_sense(condition: str, code: str, key: str) -> None:
    overlay = option(f"next_node: home, precondition: {{{condition}}}")
    finds(overlay, "error", code, f"{EXTRA}.precondition.{key}")
