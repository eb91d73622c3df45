"""Every single text of a scenario is short enough to be sent with a turn."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, option, report_on
from worlds.limits import LINE, SETTING, TELLING


@pytest.mark.parametrize(
    ("overlay", "path", "longest"),
    [
        ("nodes: {{hall: {{narrative: {}}}}}", "nodes.hall.narrative", TELLING),
        ("endings: {{home: {{narrative: {}}}}}", "endings.home.narrative", TELLING),
        ("description: {}", "description", TELLING),
        ("initial_world: {{locations: [{{id: yard, name: Y, description: {}}}]}}", "initial_world.locations[0].description", TELLING),
        ("nodes: {{hall: {{title: {}}}}}", "nodes.hall.title", LINE),
        ("nodes: {{hall: {{choice: {{prompt: {}}}}}}}", "nodes.hall.choice.prompt", LINE),
        ("initial_world: {{location_state: {{yard: {{environment: {{air: {}}}}}}}}}", "initial_world.location_state.yard.environment.air", SETTING),
    ],
)  # fmt: skip
def test_a_single_text_has_a_longest_length(overlay: str, path: str, longest: int) -> None:
    assert report_on(overlay.format("x" * longest)).errors == ()
    errors = report_on(overlay.format("x" * (longest + 1))).errors
    assert [(error.code, error.path) for error in errors] == [("text_too_long", path)]


def test_an_options_text_and_what_it_sets_have_one_too() -> None:
    assert everything(report_on(option(f"next_node: home, text: {'x' * LINE}"))) == []
    (error,) = report_on(option(f"next_node: home, text: {'x' * (LINE + 1)}")).errors
    assert (error.path, error.advice) == (f"{EXTRA}.text", "use 2000 or fewer")
    sets = "{type: set_environment, location: yard, property: air, value: " + "x" * 201 + "}"
    assert [each.code for each in report_on(option(f"next_node: home, consequence: [{sets}]")).errors] == [
        "text_too_long"
    ]
