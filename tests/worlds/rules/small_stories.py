"""Small stories for tests: what a test does not care about need not stand in it.

A story is YAML as in a scenario file, with the rest filled in. `options` of a node may be a mapping from id to the
option's keys; an option without text is called by its id.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from worlds.rules.commands import Choose, Command, Say
from worlds.rules.loading import load_scenario
from worlds.rules.opening import begin
from worlds.rules.outcome import Step
from worlds.rules.state import Preferences
from worlds.rules.turns import play

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State

WALKTHROUGHS = "walkthroughs.json"

_CHARACTER = {"name": "Ada", "traits": {"courage": 5}, "inventory": [], "relationships": {"keeper": 0}, "flags": {}}
_WORLD = {"current_location": "yard", "time": 0, "flags": {}, "locations": [{"id": "yard", "name": "Old Yard"}]}
_ENDINGS = {"home": {"narrative": "You are home.", "type": "victory"}}


def story(text: str) -> Scenario:
    """The scenario of a YAML text; top-level keys given replace the defaults, those of character and world one by one."""
    given: dict[str, Any] = yaml.safe_load(text)
    document = {"name": "A test", "endings": _ENDINGS, **given}
    document["initial_character"] = {**_CHARACTER, **given.get("initial_character", {})}
    document["initial_world"] = {**_WORLD, **given.get("initial_world", {})}
    document["nodes"] = {node_id: _node(node) for node_id, node in given["nodes"].items()}
    document.setdefault("start_node", next(iter(document["nodes"])))
    return load_scenario(json.dumps(document, ensure_ascii=False).encode(), name="test")


def started(scenario: Scenario) -> State:
    return begin(scenario).after


def after(scenario: Scenario, *commands: Command | str) -> Step:
    """The last step of a game in which these commands are played from the start; a plain word picks that option."""
    state = started(scenario)
    step: Step | None = None
    for command in commands:
        step = play(scenario, state, Choose(command) if isinstance(command, str) else command)
        state = step.after
    assert step is not None
    return step


def said(scenario: Scenario, *texts: str) -> Step:
    return after(scenario, *map(Say, texts))


def with_preferences(state: State, *, parser_mode: bool = False, temperature: int = 5) -> State:
    changed = state.copy()
    changed.player.preferences = Preferences(parser_mode, temperature)
    return changed


def published_scenarios() -> Path:
    """The folder of published scenario files, which stay out of the repository. Skips the test without it."""
    beside = Path(__file__).resolve().parents[3].parent / "shared" / "scenarios"
    folder = Path(os.environ.get("KLEENE_SCENARIOS", beside))
    if not (folder / WALKTHROUGHS).is_file():
        pytest.skip(f"no published scenarios in {folder}; KLEENE_SCENARIOS names their folder")
    return folder


def _node(node: dict[str, Any]) -> dict[str, Any]:
    options = node.pop("options", {"go_home": {"next_node": "home"}})
    listed = [{"id": option_id, **option} for option_id, option in options.items()]
    named = [{"text": option["id"].replace("_", " "), **option} for option in listed]
    return {"narrative": "Something is here.", "choice": {"prompt": "What now?", "options": named}, **node}
