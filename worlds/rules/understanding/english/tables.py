"""The tables of English as look-ups: groups by stem, phrases by their first word, contraries both ways."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import snowballstemmer

from worlds.rules.understanding.english.contraries import CONTRARIES, OPPOSITE_WAYS
from worlds.rules.understanding.english.nouns import NOUNS
from worlds.rules.understanding.english.verbs import (
    FAMILIES,
    HARMFUL,
    LOOKS,
    PARTICLES,
    VERBS,
)
from worlds.rules.understanding.english.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_STEMMER: Final = snowballstemmer.stemmer("english")
_LONGEST_WORD: Final = 30

Groups = frozenset[int]
NONE: Final[Groups] = frozenset()


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of one word, or of the first word of a phrase such as `looking_for`."""
    first, joined, rest = word.partition("_")
    stemmed = _IRREGULAR.get(first) or (first if len(first) > _LONGEST_WORD else _STEMMER.stemWord(first))
    return f"{stemmed}{joined}{rest}"


_IRREGULAR: Final = {
    "went": "go", "gone": "go", "took": "take", "taken": "take", "gave": "give", "given": "give", "said": "say", "told": "tell",
    "spoke": "speak", "spoken": "speak", "ran": "run", "sat": "sit", "stood": "stand", "threw": "throw", "found": "find",
    "left": "left", "leaving": "leav", "got": "get", "came": "come", "seen": "see", "ate": "eat", "eaten": "eat",
    "drank": "drink", "sang": "sing", "rang": "ring", "swam": "swim", "broke": "break", "broken": "break", "held": "hold",
    "kept": "keep", "made": "make", "brought": "bring", "bought": "buy", "sold": "sell", "hid": "hide", "hidden": "hide",
    "lit": "light", "lying": "lie", "tying": "tie", "men": "man", "women": "woman", "children": "child", "knives": "knife",
    "dying": "die", "feet": "foot", "stole": "steal", "stolen": "steal", "wrote": "write", "written": "write", "slept": "sleep",
}  # fmt: skip


def stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


def _groups(table: str) -> dict[str, Groups]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(table.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _opposites(table: str, form: Callable[[str], str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in table.strip().splitlines():
        one, other = ([form(word) for word in side.split()] for side in line.split("|"))
        for mine, theirs in ((one, other), (other, one)):
            for word in mine:
                found.setdefault(word, set()).update(theirs)
    return {word: frozenset(words) for word, words in found.items()}


def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of the verbs by the stem of their first word, the longest first: the words that follow, and the phrase's stem."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for word in {word for word in f"{VERBS} {CONTRARIES} {FAMILIES} {LOOKS}".split() if "_" in word}:
        first, *rest = word.split("_")
        found.setdefault(stem(first), []).append((tuple(rest), stem(word)))
    return {first: sorted(rest, key=lambda phrase: (-len(phrase[0]), phrase)) for first, rest in found.items()}


VERB_GROUPS: Final = _groups(VERBS)
VERB_WORDS: Final = tuple(sorted(word for word in set(VERBS.split()) if "_" not in word))
FAMILY_GROUPS: Final = _groups(FAMILIES)
LOOKING: Final = frozenset(map(stem, LOOKS.split()))
NOUN_GROUPS: Final = _groups(NOUNS)
HARM: Final = frozenset(map(stem, HARMFUL.split()))
CONTRARY_VERBS: Final = _opposites(CONTRARIES, stem)
CONTRARY_WAYS: Final = _opposites(OPPOSITE_WAYS, str)
WAYS: Final = frozenset(PARTICLES.split()) | frozenset(CONTRARY_WAYS)
COMPASS: Final = word_set(
    "north south east west northeast northwest southeast southwest left right upstairs downstairs"
)
# What leads one way, by any of its words.
DIRECTIONS: Final = {way: way for way in COMPASS - word_set("left right upstairs downstairs")} | {
    word: way
    for way, words in (("up", "up upstairs upward"), ("down", "down downstairs downward"))
    for word in words.split()
}
PHRASES: Final = _phrases()
KNOWN: Final = frozenset(VERB_GROUPS) | frozenset(NOUN_GROUPS) | frozenset(CONTRARY_WAYS)


def is_verb(stemmed: str) -> bool:
    return stemmed in VERB_GROUPS or stemmed in HARM or stemmed in CONTRARY_VERBS


_MAY_STAND_APART: Final = WAYS | {"sleep", "rest", "go", "be", "loose", "alone", "open", "shut"}


def separable(first: str) -> Iterator[tuple[str, str]]:
    """The one word that may stand apart from a verb, and the stem of both: `put the lamp out`."""
    for rest, phrase in PHRASES.get(first, ()):
        if len(rest) == 1 and rest[0] in _MAY_STAND_APART:
            yield rest[0], phrase
