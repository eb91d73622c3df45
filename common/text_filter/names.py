"""Names stand beside everything that their owner does, so they are judged more strictly than what is said once."""

import re
from collections.abc import Iterator
from typing import Final

from common import visible_text
from common.errors import InvalidInput
from common.text_filter.finding import found, is_a_word
from common.text_filter.reading import Reading
from common.text_filter.spans import Hit

# Where words meet inside a name: OldShip, old_ship.
SEAM: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
WORD: Final = re.compile(r"[^\W_]+")
NUMBER: Final = re.compile(r"\d+")
APART: Final = " ~ "  # unlike a space, nothing is read across it
SHORTEST: Final = 3  # of a word beside digits: bs42 is a postcode
LETTERS: Final = tuple(str.maketrans("01345789", letters) for letters in ("oieastbg", "oleastbg"))
UNFOLDED: Final = 18  # so many letters one sign of a name can unfold to


class NameNotFit(InvalidInput):
    message = "Choose another name: this one contains an offensive word."


def screened_name(text: str, *, longest: int) -> str:
    """`text` as a name that others may read. Raises InvalidInput, or NameNotFit for any hit."""
    name = visible_text.name(text, longest=longest)
    apart = SEAM.sub(" ", name)
    if any(_hits(reading, longest) for reading in {name, apart}):
        raise NameNotFit
    if any(
        hit.end - hit.start >= SHORTEST for reading in set(_beside_digits(apart)) for hit in _hits(reading, longest)
    ):
        raise NameNotFit
    return name


def _beside_digits(text: str) -> Iterator[str]:
    """The readings of a text with digits in it: without them, and with those in words as letters, but never numbers."""
    if NUMBER.search(text):
        yield NUMBER.sub(APART, text)
        for edges in (r"\b\d+", r"\d+\b", r"\b\d+|\d+\b", r"(?!)"):
            inner = re.sub(edges, APART, text)
            for letters in LETTERS:
                yield WORD.sub(lambda word, letters=letters: _decoded(word[0], letters), inner)  # type: ignore[misc]


def _decoded(word: str, letters: dict[int, int]) -> str:
    return word.translate(letters) if is_a_word(word) else APART


def _hits(reading: str, longest: int) -> tuple[Hit, ...]:
    return found(Reading(reading), longest=UNFOLDED * longest)
