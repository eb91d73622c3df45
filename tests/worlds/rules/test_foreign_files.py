"""Files of another kind are told by one line."""

from __future__ import annotations

import json

import pytest

from tests.worlds.rules.files import everything
from worlds.rules.checking import check


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"format": "kleene-story", "version": 1, "view": {}, "turns": []}, "a story that Kleene exported"),
        ({"version": "1", "last_synced": "x", "scenarios": {"a": {"path": "a.yaml"}}}, "a registry of scenarios"),
        ({"version": 8, "character": {"name": "A"}, "world": {}, "current_node": "a"}, "a saved game"),
        ({"openapi": "3.1.0", "paths": {}}, "a description of an API"),
        ({"name": "x", "services": {"db": {"image": "postgres"}}}, "a Compose file"),
        ({"name": "Twine", "passages": [{"pid": "1"}]}, "a Twine story"),
        ({"inkVersion": 21, "root": []}, "an Ink story"),
        ({"name": "x", "dependencies": {}, "scripts": {}}, "a file of another kind"),
    ],
)
def test_a_file_of_another_kind_gets_one_line_that_says_so(document: dict[str, object], kind: str) -> None:
    (problem,) = everything(check(json.dumps(document).encode(), name="x"))
    assert (problem.severity, problem.code, problem.message) == (
        "error",
        "foreign_file",
        f"this is not a scenario but {kind}",
    )


@pytest.mark.parametrize(
    "document", [{"name": "x"}, {"nodes": {}}, {"scenarios": {}, "start_node": "a"}, {"name": "x", "metadata": {}}]
)
def test_a_scenario_that_is_not_finished_is_told_what_it_lacks(document: dict[str, object]) -> None:
    found = check(json.dumps(document).encode(), name="x").errors
    assert {"missing_key"} <= {problem.code for problem in found}
