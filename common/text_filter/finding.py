"""Which words of a text are noticed, and as what."""

from functools import lru_cache
from typing import Any, Protocol

from common.text_filter.lookalikes import latinised
from common.text_filter.phrases import with_shortcuts
from common.text_filter.reading import Reading
from common.text_filter.spans import Category, Hit, joined
from common.text_filter.words import house_words

# Signs that stand for any letter: a word that is found behind them is a guess, and nobody is refused for a guess.
BLANKS = frozenset("*#_?%")


class Found(Protocol):
    word: str  # of the dictionary
    start: int
    end: int


class Scan(Protocol):
    def scan(self, text: str) -> list[Found]: ...


@lru_cache(maxsize=1)
def dictionary() -> Scan:
    """Made at the first text: the import and the index cost a sixth of a second."""
    # `check_profanity` tells where a word begins, but not where it ends, which a mask must know.
    scanner: Scan = with_shortcuts(library())
    return scanner


def library() -> Any:
    """The library's filter with our words."""
    from glin_profanity import Filter

    words = house_words()
    own = sorted(words["slur"] | words["threat"] | words["profanity"])
    return Filter(
        {
            "languages": ["english"],
            "detect_leetspeak": True,
            "normalize_unicode": True,
            "custom_words": own,
            "ignore_words": sorted(words["story"]),
        }
    )


def found(reading: Reading, *, longest: int) -> tuple[Hit, ...]:
    """The hits in a cleaned text, in order. Its reading is cut at `longest`, which bounds the work."""
    text = reading.text[:longest]
    hits = [
        hit_in(reading, hit, text) for hit in dictionary().scan(latinised(text)) if is_a_word(text[hit.start : hit.end])
    ]
    return joined(hits, reading.kept)


def hit_in(reading: Reading, hit: Found, text: str) -> Hit:
    start, end = reading.span(hit.start, hit.end)
    return Hit(start, end, judged(hit, text), reading.kept[start:end])


def is_a_word(written: str) -> bool:
    """Whether what was decoded reads as a word: where digits stand for letters, at least as many are letters, and two."""
    digits = sum(sign.isdigit() for sign in written)
    letters = sum(sign.isalpha() for sign in written)
    return digits == 0 or letters >= max(2, digits)


def judged(hit: Found, text: str) -> Category:
    words = house_words()
    written = text[hit.start : hit.end]
    if not BLANKS & set(written):
        if hit.word in words["slur"]:
            return "slur"
        if hit.word in words["threat"]:
            return "threat"
    # Nobody who means the bird writes it with a zero.
    return "homonym" if hit.word in words["homonym"] and written.lower() == hit.word else "profanity"
