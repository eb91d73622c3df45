"""Policies as somebody asks for them, checked whole before any of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.critical_items.complaints import complaints
from worlds.rules.errors import RuleError
from worlds.rules.problems import Problems
from worlds.rules.reading import critical_items
from worlds.rules.reading.fields import Fields
from worlds.rules.reading.notes import Notes
from worlds.rules.source import read
from worlds.rules.tree import plain, unfit

if TYPE_CHECKING:
    from worlds.rules.critical_items.policies import Policy
    from worlds.rules.problems import Problem
    from worlds.rules.scenario import Scenario
    from worlds.rules.tree import Value

TOLD: Final = 5  # mistakes of one request


class BadPolicy(RuleError):
    """`details["problems"]` lists what is wrong: path, message and code of each."""

    code = "bad_policy"
    status = 400
    message = "These policies cannot be used."


def policies_from(content: Value, scenario: Scenario) -> tuple[Policy, ...]:
    """The policies in a list as a scenario's file would hold it, in order of their items. Raises BadPolicy."""
    complaint = "write a list of policies" if not isinstance(content, list) else unfit(content)
    if complaint:
        raise BadPolicy(f"The policies cannot be read: {complaint}.")
    notes = Notes({critical_items.KEY: content}, Problems(), first_line=1)
    found = critical_items.policies(Fields({critical_items.KEY: content}, (), notes))
    if not notes.problems.count:  # a key that is not known is a mistake here
        for each in complaints(notes.policies, scenario):
            notes.error(each.path, each.message, each.advice, each.code)
    if notes.problems.count:
        raise _refusal(notes.problems.everything())
    return found


def content_of_text(text: str) -> Value:
    """The list in a text that is written as under `critical_items:` of a scenario's file. Raises BadPolicy."""
    problems = Problems()
    content = read(text.encode(), problems) if text.strip() else []
    if problems.errors:
        first = problems.errors[0]
        raise BadPolicy(f"Line {first.line}: {first.message}, {first.advice}.")
    if isinstance(content, dict) and set(content) == {critical_items.KEY}:
        content = content[critical_items.KEY]
    return plain(content)


def _refusal(problems: list[Problem]) -> BadPolicy:
    told = [{"path": _path(each), "message": each.message, "code": each.code} for each in problems[:TOLD]]
    more = f" There are {len(problems) - 1} more mistakes." if len(problems) > 1 else ""
    return BadPolicy(f"{told[0]['path']}: {told[0]['message']}.{more}", problems=told)


def _path(problem: Problem) -> str:
    """A request calls them `policies`."""
    return problem.path.replace(critical_items.KEY, "policies", 1)
