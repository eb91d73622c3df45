"""Texts that are written and yet show nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from common.visible_text import is_visible
from worlds.rules.checks.ids import OPAQUE, ids_of
from worlds.rules.problems import quoted
from worlds.rules.texts import humanise
from worlds.rules.tree import OddNumber

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path

_SHOWN: Final = frozenset({"text", "title", "prompt", "name", "narrative", "theme"})
_OWN_WORDS: Final = frozenset(
    {"again", "public", "look", "author"}
)  # keys of the format's own whose texts players read
# An empty one of these says the same as none at all.
_OPTIONAL: Final = frozenset(
    {"description", "blocked_narrative", "access_denied_narrative", "limbo_fallback", "entry", "reason"}
)
_WORD: Final = re.compile(r"[A-Za-z0-9_-]++")


def texts_without_a_letter(subject: Subject) -> None:
    for path, text in _texts(subject):
        if not subject.notes.has_error_below(path) and not is_visible(text):
            message = f"this {str(path[-1]).replace('_', ' ')} has no visible characters"
            subject.notes.error(path, message, "write visible text, or remove it", "blank_text")


def ids_in_texts(subject: Subject) -> None:
    """`rusty_key` is for programs; only ids with an underscore, as others may be words."""
    known = frozenset(identifier for _, identifier in ids_of(subject) if "_" in identifier)
    for path, text in _texts(subject):
        for word in dict.fromkeys(_WORD.findall(text)) if known else ():
            if word in known:
                message = f"the id {quoted(word)} appears in a text that players read"
                subject.notes.warn(path, message, f"write {quoted(humanise(word))}", "id_in_text")


def _texts(subject: Subject) -> Iterator[tuple[Path, str]]:
    """Every text of the document that players read, where it stands."""
    for path, text in subject.values(not_below=OPAQUE):
        if isinstance(text, str) and not isinstance(text, OddNumber) and _is_read(path, text):
            yield path, text
    for flag, line in subject.scenario.flag_lines.items():
        yield ("flags", flag, "public"), line


def _is_read(path: Path, text: str) -> bool:
    if path[-1] == "narrative" and path[-3:-2] == ("options",):
        return text.strip() != ""
    if path[-1] in _OWN_WORDS or path[-2:-1] == ("look",) or path[:1] == ("content_notes",):
        return text.strip() != ""
    return path[-1] in _SHOWN or (path[-1] in _OPTIONAL and text.strip() != "")
