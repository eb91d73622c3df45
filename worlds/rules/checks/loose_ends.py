"""What is set or scheduled and then never asked for, and patterns that do not do what they seem to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from common.folding import folded
from worlds.rules import conditions as when
from worlds.rules import effects as then
from worlds.rules.problems import quoted
from worlds.rules.reading.notes import of_kind
from worlds.rules.reading.places import IMPROVISATION_MINUTES
from worlds.rules.situation import IMPROVISED_FLAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.checks.subject import Subject
    from worlds.rules.patterns import Pattern
    from worlds.rules.reading.notes import Path

_PLAIN: Final = re.compile(r"[\w ,'-]+\Z")  # matches only itself, so it is its own sample
_MOST_COMPARISONS: Final = 5000  # a pattern may take a millisecond


def events_never_tested(subject: Subject) -> None:
    tested = {
        seen.value.event_id for seen in of_kind(subject.notes.conditions, when.EventTriggered, when.EventNotTriggered)
    }
    since = of_kind(subject.notes.conditions, when.TimeElapsedMinimum, when.TimeElapsedMaximum)
    tested.update(seen.value.since for seen in since if seen.value.since is not None)
    told: set[str] = set()
    for path, event in _scheduled(subject):
        if event not in tested and event not in told:
            advice = "test it with event_triggered, unless its consequences are all that it is for"
            subject.notes.warn(path, f"nothing ever tests the event {quoted(event)}", advice, "event_never_tested")
        told.add(event)


def _scheduled(subject: Subject) -> Iterator[tuple[Path, str]]:
    for index, event in enumerate(subject.scenario.opening.scheduled):
        yield ("initial_world", "scheduled_events", index, "event_id"), event.event_id
    for seen in of_kind(subject.notes.effects, then.ScheduleEvent):
        yield (*seen.path, "event_id"), seen.value.event_id


def flags_never_tested(subject: Subject) -> None:
    tested = {seen.value.flag for seen in of_kind(subject.notes.conditions, when.FlagSet, when.FlagNotSet)}
    tested.update(subject.scenario.flag_lines)  # set to be told of
    told: set[str] = set()
    for seen in of_kind(subject.notes.effects, then.SetFlag):
        flag = seen.value.flag
        if flag not in tested and flag not in told and not flag.startswith(IMPROVISED_FLAG):
            message = f"nothing ever tests the flag {quoted(flag)}"
            subject.notes.inform((*seen.path, "flag"), message, "test it somewhere, or remove it", "flag_never_tested")
        told.add(flag)


def invalid_patterns(subject: Subject) -> None:
    for path, pattern in _patterns(subject, "permits", "blocks"):
        _complain_if_invalid(subject, path, pattern)
    for path, _, option in subject.options():
        for index, answer in enumerate(option.improvisation.answers if option.improvisation else ()):
            place = (*path, "improvise_context", "answers", index, "pattern")
            _complain_if_invalid(subject, place, answer.pattern)


def _complain_if_invalid(subject: Subject, path: Path, pattern: Pattern) -> None:
    if not pattern.valid:
        message = f"{quoted(pattern.source)} is not a valid regular expression and is matched as plain text"
        advice = "fix it, or put \\ before its special characters"
        subject.notes.warn(path, message, advice, "invalid_pattern")


def contradicting_patterns(subject: Subject) -> None:
    """A pattern's own text is the sample: if the other side matches it too, permits win and the block does nothing."""
    budget = iter(range(_MOST_COMPARISONS))
    for path, permit, block in _opponents(subject):
        if next(budget, None) is None:
            return
        if _shared_sample(permit, block):
            message = f"{quoted(permit.source)} allows what {quoted(block.source)} blocks, and permits take precedence"
            subject.notes.warn(path, message, "make one of the two more specific", "contradicting_patterns")


def _opponents(subject: Subject) -> Iterator[tuple[Path, Pattern, Pattern]]:
    for path, _, option in subject.options():
        if option.improvisation is not None:
            for index, permit in enumerate(option.improvisation.permits):
                for block in option.improvisation.blocks:
                    yield (*path, "improvise_context", "permits", index), permit, block


def _shared_sample(permit: Pattern, block: Pattern) -> bool:
    one, other = folded(permit.source), folded(block.source)
    if _PLAIN.match(one) and _PLAIN.match(other):
        return one in other or other in one
    return bool((_PLAIN.match(one) and block.matches(one)) or (_PLAIN.match(other) and permit.matches(other)))


def _patterns(subject: Subject, *sides: str) -> Iterator[tuple[Path, Pattern]]:
    for path, _, option in subject.options():
        for side in sides if option.improvisation else ():
            for index, pattern in enumerate(getattr(option.improvisation, side)):
                yield (*path, "improvise_context", side, index), pattern


def incomplete_times(subject: Subject) -> None:
    document = subject.notes.document
    travel = document.get("travel_config") if isinstance(document, dict) else None
    times = travel.get("improvisation_time") if isinstance(travel, dict) else None
    if not isinstance(travel, dict) or not (times is None or isinstance(times, dict)):
        return
    absent = [intent for intent in IMPROVISATION_MINUTES if times is None or times.get(intent) is None]
    if absent:
        defaults = ", ".join(f"{intent} {IMPROVISATION_MINUTES[intent]}" for intent in absent)
        message = f"improvising uses the default minutes for {', '.join(absent)}"
        place = ("travel_config",) if times is None else ("travel_config", "improvisation_time")
        subject.notes.inform(place, message, f"the defaults are {defaults}", "incomplete_times")
