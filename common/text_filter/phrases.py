"""Shortcuts around what the profanity library does again for each text. What it finds is the same, as the tests compare."""

# ruff: noqa: SLF001 - none of the library's parts has a public name; its version is pinned

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

TOKEN: Final = re.compile(r"[A-Za-z0-9_]+")


class Phrases:
    """The library's pattern of everything that is not one word, which tries each phrase at each sign of a text.

    Here it is asked only of a text that has all words and all signs of one of them. In the text they are words, too: a phrase is
    found between two boundaries of words of ASCII alone, as which these words are cut.
    """

    def __init__(self, pattern: re.Pattern[str], phrases: Iterable[str]) -> None:
        self._pattern = pattern
        self._parts: dict[str, list[tuple[frozenset[str], str]]] = {}  # of each phrase, by the longest of its words
        for phrase in phrases:
            words = TOKEN.findall(phrase.lower())
            signs = "".join({*TOKEN.sub("", phrase)} - {" "})
            self._parts.setdefault(max(words, key=len, default=""), []).append((frozenset(words), signs))

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text) if self._may_have_one(text) else None

    def _may_have_one(self, text: str) -> bool:
        words = frozenset(word.lower() for word in TOKEN.findall(text))
        return any(
            of_phrase <= words and all(sign in text for sign in signs)
            for longest in (words | {""}) & self._parts.keys()
            for of_phrase, signs in self._parts[longest]
        )


def normalizer_of(library: Any) -> Callable[[str, bool], str]:
    """The library's way to normalize a text, without the steps that leave ASCII as it is where all is ASCII."""
    from glin_profanity.filters.normalize_text import NormalizeConfig, normalize_for_matching

    whole = NormalizeConfig(
        normalize_unicode=library.normalize_unicode_enabled,
        detect_leetspeak=library.detect_leetspeak,
        leetspeak_level=library.leetspeak_level,
        allow_obfuscated_match=library.allow_obfuscated_match,
    )
    ascii_alone = replace(whole, normalize_unicode=False)
    return lambda text, aggressive: normalize_for_matching(text, aggressive, ascii_alone if text.isascii() else whole)


def with_shortcuts(library: Any) -> Any:
    """The library's scanner, told of both."""
    scanner = library._scanner
    if scanner._rest:
        scanner._rest_any = Phrases(scanner._rest_any, scanner._rest)
    scanner._cfg.normalize_text = normalizer_of(library)
    return scanner
