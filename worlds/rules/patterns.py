"""An author's pattern: a case-insensitive search in linear time."""

from __future__ import annotations

import re2


class Pattern:
    """A regular expression of a scenario file, run by RE2 so that no author can stall a turn.

    Text that is no valid expression matches as plain text, as the published format has it.
    """

    __slots__ = ("_compiled", "source", "valid")

    def __init__(self, source: str) -> None:
        self.source = source
        self._compiled, self.valid = _compile(source)

    def matches(self, text: str) -> bool:
        return self._compiled.search(text) is not None

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
