"""Slips of the fingers, mended by the words that stand on the page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.alike import is_misspelt
from worlds.rules.understanding.english.small_words import LIGHT
from worlds.rules.understanding.english.tables import KNOWN, stem
from worlds.rules.understanding.plain_words import plain_words
from worlds.rules.verb_kinds import VERBS_OF_INTENT

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMON: Final = tuple(sorted(word for word in LIGHT if len(word) >= 4))
_TWISTED: Final = {
    "teh": "the",
    "hte": "the",
    "adn": "and",
    "nad": "and",
    "fo": "of",
    "ot": "to",
    "wiht": "with",
    "taht": "that",
}


def respelt(text: str, texts: Iterable[str]) -> str:
    """A text in plain words, with misspelt ones as they stand in `texts`; words that are known are left as they are."""
    written = {word for line in texts for word in plain_words(line)}
    return " ".join(_mended(word, written) for word in plain_words(text))


def _mended(word: str, written: set[str]) -> str:
    if word in written or word in LIGHT or len(word) > 24:
        return word
    if word in _TWISTED:
        return _TWISTED[word]
    if stem(word) in KNOWN or word in VERBS_OF_INTENT:
        return word
    found = [other for other in written if is_misspelt(word, other) and stem(word) != stem(other)]
    return min(found, key=lambda other: (abs(len(other) - len(word)), other)) if found else _common(word)


@lru_cache(maxsize=2048)
def _common(word: str) -> str:
    if not 4 <= len(word) <= 12:
        return word
    return next((other for other in _COMMON if sorted(other) == sorted(word) and is_misspelt(word, other)), word)
