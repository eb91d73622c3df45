"""What a player's words turn to: how they go about it, and which thing of the scene they mean.

Nothing that a player typed is ever repeated: a word of theirs only points to the same word of the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from common.folding import folded
from worlds.narrators.templates.english.vocabulary import ARTICLES, JOINTS, MANNERS, NO_THINGS, QUESTIONS

_TOKEN: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[^\sA-Za-z]")
_WORD: Final = re.compile(r"[a-z]{3,20}")
_QUALITIES: Final = ("ous", "ful", "less")
_DEEDS: Final = ("ed", "es", "ks", "ts", "ms", "ns", "ing")
_REACH: Final = 4  # so many words may make up a thing's name, its article not counted


def manner_of(text: str) -> str | None:
    """How the first verb that we know goes about things; what follows an article is no verb."""
    tokens = _TOKEN.findall(folded(text))
    if tokens and tokens[0] in QUESTIONS:
        return "ask"
    verbs = (token for before, token in pairwise(["", *tokens]) if before not in ARTICLES)
    return next((MANNERS[base] for verb in verbs for base in _bases(verb) if base in MANNERS), None)


def things_meant(text: str, told: str) -> list[str]:
    """The things in `told` that a text speaks of, in its order.

    A word counts as a thing if it stands behind an article, there or in the text itself.
    """
    shown, words = _nouns(_TOKEN.findall(told)), set(_WORD.findall(told.lower()))
    tokens = _TOKEN.findall(folded(text))
    nouns = shown | (_nouns(tokens) & words)
    around = zip(["", *tokens], tokens, [*tokens[1:], "."], strict=False)
    return [
        word
        for before, word, after in around
        if word in nouns and _is_joint(after) and (before in ARTICLES or word not in MANNERS)
    ]


def _nouns(tokens: Sequence[str]) -> set[str]:
    return {word for word in _named(tokens) if _is_thing(word)}


def _named(tokens: Sequence[str]) -> Iterator[str]:
    """The last word of everything that begins with an article."""
    ended = [*tokens, "."]
    for start, token in enumerate(tokens, start=1):
        if token.lower() in ARTICLES:
            yield from _last_word(ended[start : start + _REACH + 1])


def _last_word(tokens: Sequence[str]) -> Iterator[str]:
    for word, after in pairwise(tokens):
        if not _WORD.fullmatch(word) or word in JOINTS:
            return
        # "The mountain looms": a verb ends the name too, and most often shows by its ending.
        if _is_joint(after) or after.endswith(_DEEDS):
            yield word
            return


def _is_joint(token: str) -> bool:
    return not token[0].isalpha() or token.lower() in JOINTS


def _is_thing(word: str) -> bool:
    if word in NO_THINGS or word in JOINTS or word.endswith(_QUALITIES):
        return False
    return not (word.endswith("ing") and len(word) > 5) and not (word.endswith("ed") and len(word) > 4)


def _bases(word: str) -> Iterator[str]:
    """`looking`, `looked`, `looks` -> `look`; what is no word does no harm."""
    yield word
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield stem
            yield f"{stem}e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
