"""An author's pattern: a case-insensitive search in linear time."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

import re2

from common.folding import folded
from worlds.rules.pattern_folding import folded_expression

if TYPE_CHECKING:
    from collections.abc import Sequence

_A_STEM: Final = 4  # letters: a shorter part of a word begins too many others
_ESCAPES: Final = re.compile(r"\\.")
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")


def forms(text: str) -> Sequence[str]:
    """A text as patterns are looked for in it: as it stands, and in canonical form where that says more."""
    canonical = folded(text)
    return (text,) if canonical == text.lower() else (text, canonical)


class Pattern:
    """A regular expression of a scenario file, run by RE2 so that no author can stall a turn.

    Text that is no valid expression matches as plain text, as the published format has it. What is written in another
    form of the same letters is found too: composed or not, of another width, `ss` for `ß`.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        written, self.valid = _compile(source)
        canonical = folded_expression(source) if self.valid else folded(source)
        self._compiled = (written,) if canonical == source.lower() else (written, _compile(canonical)[0])

    def matches(self, text: str) -> bool:
        return self.is_in(forms(text))

    def is_in(self, heard: Sequence[str]) -> bool:
        """Whether it matches a text in any of its forms."""
        return any(compiled.search(form) is not None for compiled in self._compiled for form in heard)

    def names(self, word: str) -> bool:
        """Whether a word stands in it, or begins with a part of one: `sardines` with `sardin`."""
        return any(
            word in {part, f"{part}s"} or (len(part) >= _A_STEM and word.startswith(part)) for part in self._parts
        )

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(_LETTERS.findall(folded(_ESCAPES.sub(" ", self.source))))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 1 << 20  # one mebibyte a pattern: a scenario may hold thousands
    return options


_OPTIONS = _options()


def _compile(source: str) -> tuple[re2._Regexp, bool]:
    try:
        return re2.compile(source, options=_OPTIONS), True
    except re2.error:
        return re2.compile(re2.escape(source), options=_OPTIONS), False
