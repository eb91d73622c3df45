"""Amounts of time, wherever a scenario names one: none is less than nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules.checks.ids import OWN_KEYS

if TYPE_CHECKING:
    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path


def times_that_run_backwards(subject: Subject) -> None:
    """Minutes of travel are refused when they are read; all other amounts here."""
    for path, amount in subject.values(not_below=frozenset({"metadata"})):
        if isinstance(amount, int) and amount < 0 and _is_time(path):
            message = f"time never runs backwards, but this is {amount}"
            subject.notes.error(path, message, "write 0 or more", "negative_time")


def _is_time(path: Path) -> bool:
    """Everything called an amount is one of time: amounts of traits and of people's regard are called delta."""
    if path[-1] == "amount":
        return len(path) > 1 and path[-2] not in OWN_KEYS
    return path == ("initial_world", "time") or (path[-3:-2] == ("scheduled_events",) and path[-1] == "trigger_at")
