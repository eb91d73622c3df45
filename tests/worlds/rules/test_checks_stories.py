"""Section 13 of the rules of play: the graph, its endings, and what is told on the way."""

from __future__ import annotations

import yaml

from tests.worlds.rules.files import everything, finds, option, report_on

CELLAR = (
    "nodes: {cellar: {narrative: Dark., choice: {prompt: And now, options: ["
    "{id: up, text: Climb, cell: chooses, next_node: gate}, {id: dig, text: Dig, cell: chooses, next_node: home}]}}}"
)
BARRED = "precondition: {type: has_item, item: lamp}, blocked_narrative: It is shut."


def test_a_start_node_that_does_not_exist_is_an_error() -> None:
    report = report_on("start_node: gaet")
    assert [(problem.code, problem.line is not None) for problem in report.errors] == [("unknown_start_node", True)]
    assert "'gate'" in report.errors[0].advice
    assert report.scenario is None


def test_a_gated_start_node_is_an_error() -> None:
    overlay = "nodes: {gate: {precondition: {type: has_item, item: lamp}, blocked_narrative: No.}}"
    finds(overlay, "error", "gated_start_node", "nodes.gate.precondition")


def test_a_story_without_an_ending_in_reach_is_an_error() -> None:
    around = (
        "[{id: go, text: Go, cell: chooses, next_node: hall}, {id: back, text: Back, cell: avoids, next_node: gate}]"
    )
    nodes = f"nodes: {{gate: {{choice: {{options: {around}}}}}, hall: {{choice: {{options: {around}}}}}}}"
    report = report_on(nodes)
    assert [problem.code for problem in report.errors] == ["no_ending_reachable"]
    assert [problem.path for problem in report.warnings] == ["endings.home", "endings.doom"]


def test_an_ending_that_only_an_improvisation_leads_to_is_reachable() -> None:
    asks = "{id: ask, text: Ask, next: improvise, outcome_nodes: {discovery: home, limbo: doom}}"
    overlay = f"nodes: {{hall: {{choice: {{options: [{asks}]}}}}}}"
    assert everything(report_on(overlay)) == []


def test_a_node_that_no_way_leads_to_is_a_warning() -> None:
    finds(CELLAR, "warning", "unreachable_node", "nodes.cellar")


def test_a_node_that_only_a_retired_option_leads_to_is_unreachable() -> None:
    down = option("next_node: cellar")
    cellar = yaml.safe_load(CELLAR)["nodes"]["cellar"]
    leads = yaml.safe_load(down)
    leads["nodes"]["cellar"] = cellar
    assert everything(report_on(yaml.safe_dump(leads))) == []
    leads["nodes"]["gate"]["choice"]["options"][2]["retired"] = True
    finds(yaml.safe_dump(leads), "warning", "unreachable_node", "nodes.cellar")


def test_a_node_that_only_a_redirect_leads_to_is_reachable() -> None:
    overlay = CELLAR.replace("{cellar", f"{{hall: {{{BARRED}, blocked_next_node: cellar}}, cellar")
    assert everything(report_on(overlay)) == []


def test_a_death_ending_that_only_dying_leads_to_is_reachable() -> None:
    grave = "endings: {grave: {narrative: Cold., type: transcendence}}\n"
    dies = option("next_node: hall, consequence: [{type: character_departs, reason: tired}]")
    assert everything(report_on(grave + dies)) == []
    finds(grave + "nodes: {}", "warning", "unreachable_ending", "endings.grave")


def test_a_story_in_which_nobody_can_die_is_a_warning() -> None:
    finds("endings: {doom: {type: unchanged}}", "warning", "no_death_ending", "endings")


def test_a_story_in_which_nobody_can_win_is_a_warning() -> None:
    finds("endings: {home: {type: unchanged}}", "warning", "no_victory_ending", "endings")


def test_transcendence_is_as_good_as_victory() -> None:
    assert everything(report_on("endings: {home: {type: transcendence}}")) == []


def test_a_gate_that_says_nothing_is_a_warning() -> None:
    overlay = "nodes: {hall: {precondition: {type: has_item, item: lamp}}}"
    finds(overlay, "warning", "no_blocked_narrative", "nodes.hall")
    assert everything(report_on(f"nodes: {{hall: {{{BARRED}}}}}")) == []


def test_a_redirect_without_a_gate_is_a_warning() -> None:
    finds(
        "nodes: {hall: {blocked_next_node: gate}}", "warning", "redirect_without_gate", "nodes.hall.blocked_next_node"
    )


def test_a_node_that_tells_nothing_is_a_warning() -> None:
    finds("nodes: {hall: {narrative: null}}", "warning", "no_narrative", "nodes.hall.narrative")


def test_a_choice_that_asks_nothing_is_a_warning() -> None:
    finds("nodes: {hall: {choice: {prompt: null}}}", "warning", "no_prompt", "nodes.hall.choice.prompt")


def test_an_ending_that_tells_nothing_is_a_warning() -> None:
    finds("endings: {home: {narrative: null}}", "warning", "no_narrative", "endings.home.narrative")


def test_an_unknown_type_of_ending_is_an_error() -> None:
    problem = finds("endings: {home: {type: victorious}}", "error", "unknown_type", "endings.home.type")
    assert problem.advice == "did you mean 'victory'?"


def test_an_ending_without_a_type_is_an_error() -> None:
    finds("endings: {home: {type: null}}", "error", "missing_key", "endings.home.type")
