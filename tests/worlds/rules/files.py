"""A scenario file without a single finding, and ways to spoil it."""

from __future__ import annotations

import copy
from typing import Any

import yaml

from worlds.rules.checking import Problem, Report, check

QUIET = """\
name: A quiet story
initial_character:
  name: Ada
  traits: {courage: 5}
  inventory: [lamp]
initial_world:
  current_location: yard
  npc_locations: {keeper: yard}
  locations:
    - {id: yard, name: Yard, connections: [wood]}
    - {id: wood, name: Wood, connections: [yard]}
start_node: gate
nodes:
  gate:
    narrative: A gate stands before you.
    choice:
      prompt: What now?
      options:
        - {id: enter, text: Go in, cell: chooses, next_node: hall}
        - {id: flee, text: Run, cell: avoids, next_node: doom}
  hall:
    narrative: A hall.
    choice:
      prompt: And now?
      options:
        - {id: rest, text: Sit down, cell: chooses, next_node: home}
        - id: search
          text: Search the hall
          next: improvise
          improvise_context: {theme: searching, permits: [key, door], blocks: [burn]}
endings:
  home: {narrative: You are home., type: victory}
  doom: {narrative: You fall., type: death}
"""


def spoiled(overlay: str) -> bytes:
    """The quiet file with a YAML text laid over it: mappings are merged, `null` removes, all else replaces."""
    document = yaml.safe_load(QUIET)
    _lay(document, yaml.safe_load(overlay))
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True).encode()


def report_on(overlay: str) -> Report:
    return check(spoiled(overlay), name="quiet")


def everything(report: Report) -> list[Problem]:
    return [*report.errors, *report.warnings, *report.infos]


def only_finding(overlay: str) -> Problem:
    """The one and only thing that the checker says of a spoiled file: whatever else it said would be a false alarm."""
    found = everything(report_on(overlay))
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]


def finds(overlay: str, severity: str, code: str, path: str) -> Problem:
    """The one finding, which must be this one."""
    problem = only_finding(overlay)
    assert (problem.severity, problem.code, problem.path) == (severity, code, path), str(problem)
    assert problem.line is not None
    return problem


def option(overlay: str) -> str:
    """An overlay with a further option in the gate: a flow mapping without its braces."""
    options = copy.copy(yaml.safe_load(QUIET)["nodes"]["gate"]["choice"]["options"])
    extra = {"id": "extra", "text": "Do more", "cell": "chooses", **yaml.safe_load("{" + overlay + "}")}
    return yaml.safe_dump({"nodes": {"gate": {"choice": {"options": [*options, extra]}}}})


EXTRA = "nodes.gate.choice.options[2]"


def _lay(under: dict[str, Any], over: dict[str, Any]) -> None:
    for key, value in over.items():
        if value is None:
            under.pop(key, None)
        elif isinstance(value, dict) and isinstance(under.get(key), dict):
            _lay(under[key], value)
        else:
            under[key] = value
