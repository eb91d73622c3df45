"""What a text affirms: of several clauses those that are not turned down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english.small_words import ANSWERS
from worlds.rules.understanding.mood import is_negated, is_question
from worlds.rules.understanding.spelling import respelt

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOUNDS: Final = re.compile(r"[,.;!?:]+|\s-+\s|\u2014|\bbut\b|(?=\binstead of\b)|(?=\brather than\b)", re.IGNORECASE)


def affirmed(text: str, texts: Sequence[str] = ()) -> tuple[str, ...]:
    """The words of the clauses that stand, without yes and no alone; the whole text where every clause is turned down."""
    clauses = [words for words in (tuple(respelt(clause, texts).split()) for clause in _BOUNDS.split(text)) if words]
    telling = [words for words in clauses if not ANSWERS.issuperset(words)]
    standing = [words for words in telling if not is_negated(words) and not (len(telling) > 1 and is_question(words))]
    kept = standing or telling or clauses
    return tuple(word for words in kept for word in words)
