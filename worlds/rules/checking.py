"""Everything that can be said about a scenario without playing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.checks import (
    critical_items,
    gates,
    ids,
    lengths,
    loose_ends,
    readable,
    stories,
    targets,
    times,
    whereabouts,
    words,
)
from worlds.rules.checks.subject import Check, Subject
from worlds.rules.loading import open_content, open_source
from worlds.rules.problems import Problem, ScenarioError
from worlds.rules.reading.document import read_document

if TYPE_CHECKING:
    from worlds.rules.reading.notes import Notes
    from worlds.rules.scenario import Scenario
    from worlds.rules.tree import Value

__all__ = ["Problem", "Report", "check", "check_content"]

# These look at one thing at a time, and so make sense beside any other mistake.
_ONE_BY_ONE: Final[tuple[Check, ...]] = (
    lengths.texts_that_are_too_long,
    readable.texts_without_a_letter,
    ids.ids_with_dots,
    times.times_that_run_backwards,
    targets.nameless_scenarios,
    targets.nodes_without_options,
    targets.repeated_options,
    targets.options_that_lead_nowhere,
    targets.dangling_targets,
    targets.lonely_options,
    targets.options_that_are_the_same,
    targets.options_that_read_the_same,
    targets.options_without_a_cell,
    stories.gates_without_a_word,
    stories.redirects_without_a_gate,
    stories.untold,
    words.things_without_a_look,
    readable.ids_in_texts,
    whereabouts.everywhere_at_once,
    loose_ends.invalid_patterns,
    loose_ends.contradicting_patterns,
    loose_ends.incomplete_times,
    critical_items.recoveries_without_a_line,
)
# These look for what is not there: where something could not be read, they would raise false alarms.
_ALTOGETHER: Final[tuple[Check, ...]] = (
    gates.items_nobody_can_gain,
    gates.flags_never_set,
    gates.events_never_scheduled,
    gates.traits_out_of_reach,
    gates.place_flags_never_written,
    gates.place_properties_never_written,
    gates.people_who_are_nowhere,
    stories.no_ending_in_reach,
    stories.unreachable_nodes,
    stories.unreachable_endings,
    stories.no_death,
    stories.no_triumph,
    whereabouts.undeclared_places,
    whereabouts.one_way_connections,
    whereabouts.uneven_ways,
    words.events_without_a_word,
    words.shared_flags_without_a_line,
    words.things_without_a_name,
    words.words_for_nothing,
    words.hubs_that_tell_all_again,
    loose_ends.events_never_tested,
    loose_ends.flags_never_tested,
    critical_items.policies_that_do_not_fit,
    critical_items.items_without_a_policy,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, each kind in the order of the file; `scenario` is None where nothing can be played."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    infos: tuple[Problem, ...]
    scenario: Scenario | None

    @property
    def ok(self) -> bool:
        return not self.errors


def check(source: bytes, *, name: str) -> Report:
    """Check a scenario file; `name` stands in where it has no name of its own. Never raises, whatever `source` holds."""
    document, notes = open_source(source)
    hopeless = document is None and bool(notes.problems.errors)
    return _report(None if hopeless else read_document(document, notes, name=name), notes)


def check_content(content: dict[str, Value], *, name: str) -> Report:
    """Check stored content: the same findings without lines. Never raises."""
    try:
        notes = open_content(content)
    except ScenarioError as refusal:
        return Report(tuple(refusal.problems), (), (), None)
    return _report(read_document(content, notes, name=name), notes)


def _report(scenario: Scenario | None, notes: Notes) -> Report:
    readable = not notes.problems.errors
    if scenario is not None:
        subject = Subject(scenario, notes)
        for check_one in (*_ONE_BY_ONE, *(_ALTOGETHER if readable else ())):
            check_one(subject)
    problems = notes.problems
    return Report(problems.of("error"), problems.of("warning"), problems.of("info"), scenario if readable else None)
