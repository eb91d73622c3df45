"""What the checker says of the published files, each line judged against the rules: an alarm more would be a false one."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.worlds.rules.small_stories import published_scenarios
from worlds.rules.checking import Report, check


def report_on(name: str) -> Report:
    return check((published_scenarios() / f"{name}.yaml").read_bytes(), name=name)


def test_advanced_is_refused_with_its_true_errors() -> None:
    report = report_on("advanced")
    assert [(problem.code, problem.line, problem.path) for problem in report.errors] == [
        ("flag_never_set", 80, "initial_world.locations[4].precondition.conditions[0].flag"),
        ("dangling_target", 660, "nodes.merchant_temple_items.choice.options[0].next_node"),
        ("flag_never_set", 755, "nodes.sanctum_approach.precondition.conditions[0].flag"),
    ]
    assert report.errors[1].advice == "did you mean 'market_browse'?"
    assert [problem.line for problem in report.warnings if problem.code == "unknown_consequence"] == [707]


FINDINGS = {
    "basic": {"no_cell": 1, "no_death_ending": 1},
    "minimal": {"no_cell": 1, "no_death_ending": 1, "single_option": 1},
    "dragon_quest": {
        "no_cell": 1,
        "single_option": 2,
        "uneven_way": 2,
        "flag_never_tested": 3,
        "event_untold": 4,
        "hub_without_again": 1,
    },
    "intermediate": {"no_cell": 1, "single_option": 5, "flag_never_tested": 1, "event_untold": 1},
    "temporal_example": {
        "no_cell": 1,
        "no_death_ending": 1,
        "single_option": 10,
        "undeclared_location": 1,
        "one_way": 1,
        "flag_never_tested": 13,
        "event_untold": 4,
        "hub_without_again": 1,
    },
    "zork1-mini": {
        "node_consequence": 3,
        "no_narrative": 1,
        "no_blocked_narrative": 25,
        "undeclared_location": 16,
        "unreachable_node": 11,
        "unreachable_ending": 2,
        "same_option": 1,
        "single_option": 3,
        "flag_never_tested": 5,
        "flag_untold": 17,
    },
}


@pytest.mark.parametrize("name", FINDINGS)
def test_a_published_file_has_no_errors_and_only_true_remarks(name: str) -> None:
    report = report_on(name)
    assert report.errors == ()
    assert report.scenario is not None
    assert Counter(problem.code for problem in (*report.warnings, *report.infos)) == FINDINGS[name]
