"""Amounts of time, wherever a scenario names one: none is less than nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules.checks.ids import OWN_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path
    from worlds.rules.tree import Value


def times_that_run_backwards(subject: Subject) -> None:
    """Minutes of travel are refused when they are read; all other amounts here."""
    for path, amount in _times(subject.notes.document, ()):
        message = f"time never runs backwards, but this is {amount}"
        subject.notes.error(path, message, "write 0 or more", "negative_time")


def _times(value: Value, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _times(entry, (*path, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            if isinstance(entry, int) and entry < 0 and _is_time(key, path):
                yield (*path, key), entry
            elif key != "metadata":
                yield from _times(entry, (*path, key))


def _is_time(key: str, path: Path) -> bool:
    """Everything called an amount is one of time: amounts of traits and of people's regard are called delta."""
    if key == "amount":
        return bool(path) and path[-1] not in OWN_KEYS
    return (path == ("initial_world",) and key == "time") or (
        path[-2:-1] == ("scheduled_events",) and key == "trigger_at"
    )
