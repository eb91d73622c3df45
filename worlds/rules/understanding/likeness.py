"""How alike texts are, as plain numbers: somebody else worked them out, before any lock was taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Likeness:
    """Likeness from -1 to 1, rounded to three digits, so that no rounding of a machine decides a reading.

    `options`: of the whole typed text and an option's text, by the id of the option.
    `words`: of a typed word and a word of the options, for pairs that are alike at all; absent is not alike.
    Empty, texts are read by their letters and by the tables of English alone.
    """

    options: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of_words(self, typed: str, written: str) -> float:
        found = self.words.get(typed)
        return 0.0 if found is None else found.get(written, 0.0)


NOTHING_LIKE: Final = Likeness()
