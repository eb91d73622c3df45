"""Scenarios from files and from stored content.

    bytes --source--> values with lines --legacy--> today's spelling --reading--> Scenario

What a revision stores is the middle of that way as plain JSON: `scenario_from(content_of(source))` equals `load_scenario(source)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules import legacy
from worlds.rules.problems import Problems, ScenarioError
from worlds.rules.reading.document import read_document
from worlds.rules.reading.notes import Notes
from worlds.rules.source import read
from worlds.rules.tree import MarkedMapping, Value, plain, unfit

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario

__all__ = ["ScenarioError", "content_of", "load_scenario", "scenario_from"]


def load_scenario(source: bytes, *, name: str) -> Scenario:
    """The scenario in a file; `name` is its name if it gives itself none.

    Refuses what has no meaning at all, and leaves sense to `checking.check`. Raises ScenarioError with every problem found.
    """
    document, notes = open_source(source)
    return _scenario(document, notes, name=name)


def content_of(source: bytes, *, name: str) -> dict[str, Value]:
    """The document of a file as plain JSON, legacy spellings normalised. Raises ScenarioError as `load_scenario` does."""
    document, notes = open_source(source)
    _scenario(document, notes, name=name)
    content = plain(document)
    assert isinstance(content, dict)
    return content


def scenario_from(content: dict[str, Value], *, name: str) -> Scenario:
    """The scenario in stored content. Raises ScenarioError, with paths but without lines."""
    return _scenario(content, open_content(content), name=name)


def open_source(source: bytes) -> tuple[Value, Notes]:
    """A file's document in today's spelling, and notes that hold what was wrong so far. Never raises."""
    problems = Problems()
    document = read(source, problems)
    if isinstance(document, MarkedMapping):
        legacy.normalise(document, problems)
    return document, Notes(document, problems, first_line=1)


def open_content(content: Value) -> Notes:
    """Notes for stored content. Raises ScenarioError if it holds what no file could."""
    notes = Notes(content, Problems())
    complaint = unfit(content)
    if complaint:
        notes.error((), complaint, "store what content_of gave", "unfit_content")
        raise ScenarioError(notes.problems.everything())
    return notes


def _scenario(document: Value, notes: Notes, *, name: str) -> Scenario:
    hopeless = document is None and notes.problems.errors
    scenario = None if hopeless else read_document(document, notes, name=name)
    if scenario is None or notes.problems.errors:
        raise ScenarioError(notes.problems.everything())
    return scenario
