"""Texts from servers and players, made safe for a terminal. All that is shown goes through `clean`."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

# Whole sequences first, so that nothing of them stays; then every control character that is left.
SEQUENCES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # colours, cursors, modes
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # titles, links, the clipboard
    r"|\x1b[ -/]*[0-~]?"
)
# They reorder or hide what stands around them: a name could pretend to be another.
REORDERING: Final = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
TAGS: Final = range(0xE0000, 0xE0080)
KEPT_BREAK: Final = re.compile(r"^(?:[-*\u2022]\s|\d+[.)]\s|\s{2,})")
SHORT_LINE: Final = 44  # letters: lines no longer than this are verse or a list, not text wrapped by an editor
LONGEST: Final = 20_000  # letters of one text


def clean(text: object) -> str:
    """The text without control and escape sequences and without what reorders it; line breaks stay."""
    whole = SEQUENCES.sub("", str(text)[:LONGEST].replace("\r\n", "\n"))
    return "".join(_safe(letter) for letter in whole)


def one_line(text: object) -> str:
    return " ".join(clean(text).split())


def _safe(letter: str) -> str:
    if letter in "\n\u2028\u2029\x85\v\f\r":
        return "\n"
    if letter == "\t":
        return " "
    if letter in REORDERING or ord(letter) in TAGS or unicodedata.category(letter) in {"Cc", "Cs"}:
        return ""
    return letter


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a text that its author wrapped by hand; lists and verse keep their lines."""
    return [_unwrapped(block) for block in re.split(r"\n\s*\n", clean(text)) if block.strip()]


def wrapped(text: str, width: int) -> str:
    """Lines no longer than `width`; long words stay whole."""
    lines = text.split("\n")
    return "\n".join(textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in lines)


def _unwrapped(block: str) -> str:
    lines = block.strip("\n").split("\n")
    keeps = all(len(line) <= SHORT_LINE for line in lines) or any(KEPT_BREAK.match(line) for line in lines)
    return ("\n" if keeps else " ").join(line.strip() for line in lines)


def called(data: Mapping[str, Any]) -> str:
    """Somebody's name, with its mark where a program plays."""
    name = one_line(data.get("character_name") or data.get("display_name") or "Somebody")
    return f"{name} (agent)" if data.get("is_agent") else name
