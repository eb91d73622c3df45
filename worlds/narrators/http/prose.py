"""A model's words as a paragraph that can be shown and kept, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from common.folding import folded
from common.text_filter import screen
from common.visible_text import cleaned

LONGEST: Final = 1000  # characters

_MARKS: Final = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>|[*_`#~]+")
_NO_PROSE: Final = re.compile(r"[<>{}\[\]|\\^]|://|\bwww\.", re.IGNORECASE)
_WHOLE: Final = re.compile(r".*[.!?…][\"'”’»)]*(?=\s|$)", re.DOTALL)
_WORD: Final = re.compile(r"\w+")
_TELLING: Final = re.compile(r"\S*(?:@|\d\D?\d\D?\d)\S*")  # addresses, and numbers of three digits and more


def paragraph(text: str, *, longest: int = LONGEST) -> str | None:
    """`text` without marks and unseen signs, cut after a sentence; None if it is no prose, or not fit to be read."""
    plain = " ".join(_MARKS.sub("", cleaned(text[: 8 * longest])).split())
    short = _cut(plain, longest)
    if _NO_PROSE.search(folded(short)) or not any(letter.isalpha() for letter in short):
        return None
    return short if screen(short, longest=longest).verdict == "clean" else None


def quotes(text: str, typed: str, *, words: int) -> bool:
    """Whether `text` repeats so many words in a row that were typed, or a number or an address.

    What is told is kept for good, while what a player typed can be erased.
    """
    told = _spaced(text)
    return any(run in told for run in _runs(typed, words)) or any(sign in text for sign in _TELLING.findall(typed))


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    whole = _WHOLE.match(text[:longest])
    return whole.group() if whole else ""


def _runs(text: str, length: int) -> Iterator[str]:
    words = _WORD.findall(folded(text))
    return (f" {' '.join(words[start : start + length])} " for start in range(len(words) - length + 1))


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(folded(text)))} "
