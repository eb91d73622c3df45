"""Which of several people or things a typed name means: `lamp`, `the lamp`, `Elena`, or `guard-2` for the second one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from common.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_NTH: Final = re.compile(r"(.*\S)-(\d{1,2})")
_ARTICLES: Final = ("the ", "a ", "an ")
_MOST_WORDS: Final = 8  # of a name that stands before other words


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that can be meant: under `id`, and called `names`, the first of which is told."""

    id: str
    names: tuple[str, ...]
    sort: str = ""

    @property
    def name(self) -> str:
        return self.names[0]


def meant(typed: str, among: Sequence[Named]) -> Named | None:
    """What a typed name means: whole names count before their beginnings, and those before single words of them."""
    name, nth = _numbered(folded(typed))
    if not name:
        return None
    for fits in _ways(name):
        found = [one for one in among if any(fits(folded(called)) for called in (*one.names, one.id))]
        if len(found) >= nth:
            return found[nth - 1]
    return None


def meant_first(typed: str, among: Sequence[Named]) -> tuple[Named, str] | None:
    """Who is named at the beginning of a text, by as many of its words as name somebody, and the rest of it."""
    words = typed.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        called = " ".join(words[:count]).strip("\"',:")
        found = meant(called, among) if count == 1 else _whole(called, among)
        if found is not None:
            return found, " ".join(words[count:])
    return None


def _whole(typed: str, among: Sequence[Named]) -> Named | None:
    """Only by a whole name: words that follow a name must not be taken for a part of one."""
    name, nth = _numbered(folded(typed))
    found = [one for one in among if any(_bare(folded(called)) == name for called in (*one.names, one.id))]
    return found[nth - 1] if len(found) >= nth else None


def _numbered(name: str) -> tuple[str, int]:
    found = _NTH.fullmatch(name)
    return (_bare(found[1]), max(1, int(found[2]))) if found else (_bare(name), 1)


def _bare(name: str) -> str:
    for article in _ARTICLES:
        name = name.removeprefix(article)
    return name.strip()


def _ways(name: str) -> Iterator[Callable[[str], bool]]:
    yield lambda called: _bare(called) == name
    yield lambda called: _bare(called).startswith(name)
    yield lambda called: name in re.split(r"[\s_'-]+", called)
    yield lambda called: len(name) > 2 and name in called
