"""Section 13 of the rules of play: options, and where they lead."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, finds, option, report_on, spoiled
from worlds.rules.checking import check


def test_a_sound_file_gives_no_finding_at_all() -> None:
    report = report_on("{}")
    assert everything(report) == []
    assert report.ok
    assert report.scenario is not None


def test_a_scenario_without_a_name_is_an_error_though_it_is_called_by_its_file() -> None:
    report = report_on("name: null")
    assert [problem.code for problem in everything(report)] == ["missing_name"]
    untitled = check(spoiled("{name: null, metadata: {title: Told elsewhere}}"), name="quiet")
    assert untitled.ok
    assert untitled.scenario is not None
    assert untitled.scenario.name == "Told elsewhere"


def test_a_node_without_a_choice_offers_nothing() -> None:
    report = report_on("nodes: {hall: {choice: null}}")
    assert [(problem.code, problem.path) for problem in report.errors] == [("no_options", "nodes.hall.choice")]


def test_a_node_with_an_empty_list_of_options_offers_nothing() -> None:
    report = report_on("nodes: {hall: {choice: {options: []}}}")
    assert [(problem.code, problem.path) for problem in report.errors] == [("no_options", "nodes.hall.choice")]


def test_the_same_option_id_twice_in_a_node_is_an_error() -> None:
    finds(option("id: enter, next_node: home"), "error", "duplicate_option", f"{EXTRA}.id")


def test_the_same_option_id_in_two_nodes_is_none() -> None:
    assert everything(report_on(option("id: rest, next_node: home"))) == []


def test_an_option_without_an_id_is_an_error() -> None:
    finds(option("id: null, next_node: home"), "error", "missing_key", f"{EXTRA}.id")


def test_an_option_without_a_text_is_an_error() -> None:
    finds(option("text: null, next_node: home"), "error", "missing_key", f"{EXTRA}.text")


def test_an_option_that_leads_nowhere_is_an_error() -> None:
    finds(option("consequence: [{type: gain_item, item: rope}]"), "error", "no_target", EXTRA)


def test_an_option_with_both_a_node_and_an_improvisation_is_an_error() -> None:
    finds(option("next_node: home, next: improvise"), "error", "two_targets", f"{EXTRA}.next_node")


def test_next_can_only_be_improvise() -> None:
    problem = finds(option("next: home"), "error", "unknown_next", f"{EXTRA}.next")
    assert "next_node" in problem.advice


def test_a_dangling_next_node_is_an_error_with_the_nearest_name() -> None:
    problem = finds(option("next_node: hale"), "error", "dangling_target", f"{EXTRA}.next_node")
    assert problem.advice == "did you mean 'hall'?"


def test_a_dangling_redirect_is_an_error() -> None:
    gate = "precondition: {type: has_item, item: lamp}, blocked_narrative: No., blocked_next_node: nowhere"
    finds(f"nodes: {{hall: {{{gate}}}}}", "error", "dangling_target", "nodes.hall.blocked_next_node")


def test_a_dangling_outcome_of_an_improvisation_is_an_error() -> None:
    asks = option("next: improvise, cell: null, outcome_nodes: {discovery: hall, constraint: nowhere}")
    finds(asks, "error", "dangling_target", f"{EXTRA}.outcome_nodes.constraint")


def test_an_ending_is_a_target_like_a_node() -> None:
    assert everything(report_on(option("next_node: home"))) == []


def test_a_single_option_without_improvising_is_no_choice() -> None:
    rest = "{id: rest, text: Sit, cell: chooses, next_node: home}"
    finds(
        f"nodes: {{hall: {{choice: {{options: [{rest}]}}}}}}", "warning", "single_option", "nodes.hall.choice.options"
    )


def test_a_single_option_that_asks_for_words_is_one() -> None:
    asks = "{id: ask, text: Ask, next: improvise, outcome_nodes: {discovery: home}}"
    assert everything(report_on(f"nodes: {{hall: {{choice: {{options: [{asks}]}}}}}}")) == []


def test_two_options_with_the_same_target_and_no_consequence_are_told_apart() -> None:
    problem = finds(option("next_node: doom"), "warning", "same_option", EXTRA)
    assert "'extra'" in problem.message
    assert "'flee'" in problem.message


def test_two_options_with_the_same_target_are_well_when_one_does_something() -> None:
    does = "next_node: doom, consequence: [{type: modify_trait, trait: courage, delta: -1}]"
    assert everything(report_on(option(does))) == []


WALKS = "next_node: doom, consequence: [{type: modify_trait, trait: courage, delta: -1}]"


@pytest.mark.parametrize("text", ["Run", "  run ", "RUN", "\uff32\uff55\uff4e", "R\u200bun"])
def test_two_options_of_a_scene_that_read_the_same_are_a_warning(text: str) -> None:
    problem = finds(option(f"{WALKS}, text: '{text}'"), "warning", "same_text", f"{EXTRA}.text")
    assert problem.message == "'extra' has the same text as 'flee'"


@pytest.mark.parametrize("text", ["Run!", "Run on", "R\u00fcn"])
def test_two_options_that_differ_in_a_sign_do_not_read_the_same(text: str) -> None:
    assert everything(report_on(option(f"{WALKS}, text: '{text}'"))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{type: has_item, item: lamp}", "{type: missing_item, item: lamp}"),
        ("{type: trait_minimum, trait: courage, minimum: 3}", "{type: trait_maximum, trait: courage, maximum: 2}"),
        ("{type: at_location, location: yard}", "{type: at_location, location: wood}"),
        ("{type: has_item, item: lamp}", "{type: none_of, conditions: [{type: has_item, item: lamp}]}"),
        ("[{type: has_item, item: lamp}, {type: at_location, location: yard}]", "{type: missing_item, item: lamp}"),
    ],
)
def test_options_that_are_never_offered_together_may_read_the_same(one: str, other: str) -> None:
    def two(first: str, second: str) -> str:
        both = [
            f"{{id: e{n}, text: Go on, cell: chooses, precondition: {gate}, {WALKS}}}"
            for n, gate in ((1, first), (2, second))
        ]
        return f"nodes: {{gate: {{choice: {{options: [{', '.join(both)}, {{id: in, text: In, cell: chooses, next_node: hall}}]}}}}}}"

    assert everything(report_on(two(one, other))) == []
    assert everything(report_on(two(other, one))) == []
    assert [found.code for found in everything(report_on(two(one, one)))] == ["same_text"]


def test_options_without_a_cell_are_told_once_for_the_file() -> None:
    two = "[{id: rest, text: Sit, next_node: home}, {id: go, text: Go, next_node: gate}]"
    problem = finds(
        f"nodes: {{hall: {{choice: {{options: {two}}}}}}}", "warning", "no_cell", "nodes.hall.choice.options[0]"
    )
    assert problem.message.startswith("2 of 4 options")


def test_an_improvise_option_needs_no_cell() -> None:
    assert everything(report_on(option("cell: null, next: improvise"))) == []


def test_every_one_of_the_twelve_cells_is_accepted_and_no_other() -> None:
    nine = ("triumph", "commitment", "rebuff", "discovery", "limbo", "constraint", "escape", "deferral", "fate")
    for cell in ("chooses", "unknown", "avoids", *nine):
        assert everything(report_on(option(f"next_node: home, cell: {cell}"))) == []
    problem = finds(option("next_node: home, cell: choses"), "error", "unknown_cell", f"{EXTRA}.cell")
    assert problem.advice == "did you mean 'chooses'?"
