"""How a text is put: whether it asks, and whether it turns something down."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_negated(words: Sequence[str]) -> bool:
    pairs = set(pairwise(words))
    return any(word in small.NEGATIONS for word in words) or any(pair in pairs for pair in small.TURNED_DOWN)


def is_question(words: Sequence[str]) -> bool:
    """Whether a text asks something rather than for something: `could I have a look` asks for it."""
    while len(words) > 1 and words[0] in _BEFORE_QUESTIONS:
        words = words[1:]
    first, second = (*words[:2], "", "")[:2]
    if first in small.QUESTION_WORDS:
        return (first, second) not in _SUGGESTIONS
    if first not in small.AUXILIARIES or not second:
        return False
    if first in _ASKING_FOR:
        return second not in {"i", "we", "you", "not"}
    return second in _SUBJECTS if first in {"do", "have"} else second != "not"


_SUGGESTIONS: Final = frozenset({("how", "about"), ("what", "about"), ("why", "not")})
_BEFORE_QUESTIONS: Final = word_set("so and but well hey ok okay um uh please then oh now")
_ASKING_FOR: Final = word_set("can could may might would will shall")
_SUBJECTS: Final = word_set("i you we they it he she the this that these those my your anyone anybody people")
