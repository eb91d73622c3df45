"""From a player's words to a pattern that finds them again, and words much like them."""

from __future__ import annotations

from typing import Final

import re2

from worlds.rules.lexicon import EMPTY, words_as_written
from worlds.rules.meaning import clean
from worlds.rules.patterns import Pattern

TELLING: Final = 3  # so many words say what somebody means to do; with more, nobody else would hit on them
LONGEST_WORD: Final = 40
SHORT: Final = 4  # letters: up to here a word is taken whole, or "art" would find "party" and "article"

_EDGE: Final = r"\b"
ANYTHING: Final = ".*"


def pattern_of(text: str) -> str:
    """A pattern that matches `text` and whatever else has its telling words in the same order; empty for no text.

    Its words are taken literally: nothing in them is an expression. At most 200 characters, in linear time.
    """
    words = words_as_written(clean(text))
    telling = [word for word in words if len(word) > 2 and word.casefold() not in EMPTY] or words
    if not telling:
        return _literally(clean(text))
    pattern = ANYTHING.join(map(_from_its_edge, telling[:TELLING]))
    # RE2 sees edges of words beside plain letters alone, and none beside an underscore.
    return pattern if Pattern(pattern).matches(clean(text)) else ANYTHING.join(map(_literally, telling[:TELLING]))


def _from_its_edge(word: str) -> str:
    return _EDGE + _literally(word) + (_EDGE if len(word) <= SHORT else "")


def _literally(word: str) -> str:
    escaped: str = re2.escape(word[:LONGEST_WORD])
    return escaped
