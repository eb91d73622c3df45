"""Policies that do not fit their story, and items that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules.critical_items.complaints import complaints
from worlds.rules.critical_items.proposals import indispensable
from worlds.rules.problems import quoted

if TYPE_CHECKING:
    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path


def policies_that_do_not_fit(subject: Subject) -> None:
    for path, message, advice, code, word, known in complaints(subject.notes.policies, subject.scenario):
        subject.notes.error(path, message, subject.suggest(word, known, advice), code)


def recoveries_without_a_line(subject: Subject) -> None:
    for seen in subject.notes.policies:
        if not seen.value.public:
            message = f"nobody is told when {quoted(seen.value.item)} is brought back"
            subject.notes.warn(seen.path, message, "add `public:`", "recovery_untold")


def items_without_a_policy(subject: Subject) -> None:
    """In company one player can keep such an item for good, and nobody else can win."""
    kept = {seen.value.item for seen in subject.notes.policies}
    for item in indispensable(subject.scenario):
        if item not in kept:
            message = f"without {quoted(item)} no victory can be reached"
            advice = "give it a policy under `critical_items:`, so that it is never lost in company"
            subject.notes.inform(_where(subject, item), message, advice, "critical_item")


def _where(subject: Subject, item: str) -> Path:
    """Where a place lists it first."""
    for number, place in enumerate(subject.scenario.locations.values()):
        if item in place.items:
            return ("initial_world", "locations", number, "items", place.items.index(item))
    return ("initial_world", "locations")
