"""Texts that are too long to be sent with every turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds import limits

if TYPE_CHECKING:
    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path

# In characters. The longest telling of a published scenario has 705.
_LINES: Final = frozenset(
    {"text", "title", "prompt", "name", "theme", "entry", "reason", "version", "public", "author"}
)


def texts_that_are_too_long(subject: Subject) -> None:
    for path, text in subject.values():
        longest = _longest(path)
        if isinstance(text, str) and len(text) > longest and not subject.notes.has_error_below(path):
            message = f"this text is too long: {len(text)} characters"
            subject.notes.error(path, message, f"use {longest} or fewer", "text_too_long")


def _longest(path: Path) -> int:
    if path[-1] == "value" or path[-2:-1] == ("environment",):
        return limits.SETTING
    if path[-3:-2] == ("variants",) and "options" not in path:
        return limits.TELLING  # it stands in for a whole scene or description
    return limits.LINE if path[-1] in _LINES else limits.TELLING
