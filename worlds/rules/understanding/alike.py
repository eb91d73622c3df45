"""How alike two words are: by stem, by the tables of English, by spelling, and by the likeness that is handed in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english.small_words import MOTION
from worlds.rules.understanding.english.tables import (
    FAMILY_GROUPS,
    KNOWN,
    NONE,
    NOUN_GROUPS,
    VERB_GROUPS,
    VERB_WORDS,
    WAYS,
)
from worlds.rules.understanding.english.word_lists import word_set

if TYPE_CHECKING:
    from worlds.rules.understanding.likeness import Likeness
    from worlds.rules.understanding.terms import Term

SAME: Final = 1.0
ONE_GROUP: Final = 0.85
MISSPELT: Final = 0.9
# Their way makes another verb of them: whoever takes off a hat does not borrow it.
_VERBS_OF_THEIR_OWN: Final = word_set(
    "take_off take_over take_apart put_off give_up give_in make_out break_off call_off hold_on hold_still hang_on"
)
_POSTURES: Final = word_set("sit lie stand")
BARE: Final = 0.8  # `climb` of climbing down
A_KIND: Final = 0.5
PART: Final = 0.75  # `smith` of a blacksmith
_SHORTEST: Final = 4  # letters: in shorter words a slip makes another word
_LONG: Final = 8  # letters: two slips are forgiven
# Vectors: so alike are words that have nothing in common, and words of one meaning.
_STRANGE: Final = 0.25
_ONE_MEANING: Final = 0.6


class Pairs:
    """How alike the words of one text and those of the options are, each pair worked out once."""

    def __init__(self, likeness: Likeness) -> None:
        self.likeness = likeness
        self._rows: dict[str, dict[str, float]] = {}

    def of(self, typed: Term, written: Term) -> float:
        row = self._rows.get(typed.key)
        if row is None:
            row = self._rows[typed.key] = {}
        found = row.get(written.key)
        if found is None:
            found = row[written.key] = alike(typed, written, self.likeness)
        return found


def alike(typed: Term, written: Term, likeness: Likeness) -> float:
    """From 0 to 1."""
    if typed.stem == written.stem:
        return SAME
    score = max(_by_tables(typed.stem, written.stem), _but_for_a_way(typed.stem, written.stem))
    if typed.stem not in KNOWN and is_misspelt(typed.word, written.word):
        return MISSPELT
    if _is_part(typed.stem, written.stem):
        score = max(score, PART)
    if "_" not in typed.stem and "_" not in written.stem:
        score = max(score, _by_vectors(likeness.of_words(typed.word, written.word)))
    return score


def alike_as_verbs(one: str, other: str) -> float:
    if one == other:
        return SAME
    return ONE_GROUP if VERB_GROUPS.get(one, NONE) & VERB_GROUPS.get(other, NONE) else 0.0


def _by_vectors(cosine: float) -> float:
    return max(0.0, min(ONE_GROUP, (cosine - _STRANGE) / (_ONE_MEANING - _STRANGE)))


def _in_one_group(one: str, other: str) -> bool:
    return bool(VERB_GROUPS.get(one, NONE) & VERB_GROUPS.get(other, NONE)) or bool(
        NOUN_GROUPS.get(one, NONE) & NOUN_GROUPS.get(other, NONE)
    )


def _by_tables(one: str, other: str) -> float:
    if _in_one_group(one, other):
        return ONE_GROUP
    return A_KIND if FAMILY_GROUPS.get(one, NONE) & FAMILY_GROUPS.get(other, NONE) else 0.0


def _but_for_a_way(one: str, other: str) -> float:
    """`walk down` is walking: how alike two verbs are once a way is taken off; two ways that differ are no match."""
    (first, way), (second, another) = _apart(one), _apart(other)
    if not (way or another) or (way and another and way != another and first not in MOTION | _POSTURES):
        return 0.0
    if first != second and not {one, other}.isdisjoint(_VERBS_OF_THEIR_OWN):
        return 0.0
    return BARE * (SAME if first == second else _by_tables(first, second))


def _apart(stem: str) -> tuple[str, str]:
    first, _, way = stem.partition("_")
    return (first, way) if way in WAYS or way == "to" else (stem, "")


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if long in _VERBS_OF_THEIR_OWN:
        return False
    return len(short) >= _SHORTEST and len(long) - len(short) >= 3 and (long.endswith(short) or long.startswith(short))


def is_misspelt(typed: str, written: str) -> bool:
    """Whether one is the other with a slip of the fingers or two. Only ASCII: a stroke above a letter is no slip."""
    if min(len(typed), len(written)) < _SHORTEST or not (typed.isascii() and written.isascii()):
        return False
    slips = 2 if min(len(typed), len(written)) >= _LONG else 1
    if abs(len(typed) - len(written)) > slips or not _begin_alike(typed, written):
        return False
    return _distance(typed, written, slips) <= slips


@lru_cache(maxsize=4096)
def is_slip(word: str) -> bool:
    """Whether a word that is no verb is one that we know with a slip in it: `serch`."""
    return any(is_misspelt(word, verb) for verb in VERB_WORDS)


def _begin_alike(one: str, other: str) -> bool:
    return one[0] == other[0] or one[:2] == other[1::-1]


def _distance(one: str, other: str, most: int) -> int:
    """How many letters were left out, doubled, mistaken or swapped; more than `most` is not counted on."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, another in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
