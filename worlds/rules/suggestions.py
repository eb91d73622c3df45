"""Which known word a stranger's word was probably meant to be; never one that means its opposite."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOST_COMPARISONS: Final = 60_000  # in one file; each takes some microseconds
_LONGEST_COMPARED: Final = 60  # characters of a word
_NEAR: Final = 3  # characters by which lengths may differ
_MOST_NEAR: Final = 500  # words that one is compared with

_PAIRS: Final = (
    "minimum maximum", "min max", "least most", "lowest highest", "less more", "set clear", "gain lose", "add remove",
    "has missing", "before after", "earlier later", "first last", "start end", "begin end", "open closed", "open shut",
    "open close", "opened closed", "on off", "in out", "inside outside", "up down", "upper lower", "above below",
    "over under", "left right", "north south", "east west", "front back", "enter leave", "enter exit", "day night",
    "true false", "alive dead", "live die", "win lose", "won lost", "victory defeat", "friend foe", "all none",
    "any none", "is not", "yes no", "chooses avoids", "discovery constraint", "lit dark", "light dark", "hot cold",
)  # fmt: skip
_PREFIXES: Final = ("un", "in", "dis", "non", "not", "no")
_DENIALS: Final = frozenset({"not", "no", "non", "never", "without", "un"})
_ABSENT: Final = _DENIALS | {"missing", "lacks", "lack", "doesnt", "dont", "isnt", "hasnt"}
_FILLING: Final = frozenset({"has", "have", "is", "does", "do", "a", "an", "any", "the"})


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in (pair.split() for pair in _PAIRS):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


_ANTONYMS: Final = _table()


@dataclass(slots=True)
class Suggestions:
    """Remembers what it found, and stops comparing when a file has had its share."""

    left: int = _MOST_COMPARISONS
    found: dict[tuple[str, tuple[str, ...]], str | None] = field(default_factory=dict)

    def closest(self, word: str, candidates: Iterable[str]) -> str | None:
        """The known word that `word` is a slip of, if one is near enough."""
        near = tuple(_likely(word, candidates))
        if (word, near) not in self.found:
            self.left -= len(near)
            if self.left < 0:
                return None
            self.found[word, near] = _closest(word[:_LONGEST_COMPARED], near)
        return self.found[word, near]


def _likely(word: str, candidates: Iterable[str]) -> Iterator[str]:
    """Comparing costs time in proportion to lengths and number: only likely neighbours are worth it."""
    near = [known for known in candidates if abs(len(known) - len(word)) <= _NEAR]
    same = [known for known in near if known[:1] == word[:1]]
    other = [known for known in near if known[:1] != word[:1]]
    yield from (*same[:_MOST_NEAR], *other[:_MOST_NEAR])


def _closest(word: str, near: Sequence[str]) -> str | None:
    """Slips seldom touch the first letter: other beginnings must be all the closer."""
    same = [known for known in near if known[:1] == word[:1]]
    likely = (*get_close_matches(word, same, n=3, cutoff=0.7), *get_close_matches(word, near, n=3, cutoff=0.85))
    return next((known for known in likely if not is_opposite(word, known)), None)


def is_opposite(word: str, known: str) -> bool:
    """Whether `word` is as near to the opposite of a known word as to that word itself."""
    likeness = _likeness(word, known)
    return any(_likeness(word, opposite) >= likeness for opposite in _opposites(known))


def has_opposite(word: str, candidates: Iterable[str]) -> bool:
    """Whether one of the candidates says what `word` denies."""
    said, is_denied = _sense(word)
    return any(word in _opposites(known) or _sense(known) == (said, not is_denied) for known in candidates)


def same_in_other_words(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that says the same: `missing_item` for `has_no_item`."""
    return next((known for known in candidates if _sense(known) == _sense(word)), None)


def _sense(word: str) -> tuple[frozenset[str], bool]:
    """The words that count, whatever their order, and whether they are denied."""
    parts = word.split("_")
    denials = sum(part in _ABSENT for part in parts)
    return frozenset(parts) - _ABSENT - _FILLING, denials % 2 == 1


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _opposites(known: str) -> Iterator[str]:
    parts = re.split(r"([_\s-])", known)
    for index, part in enumerate(parts):
        for other in (*_ANTONYMS.get(part, ()), *_denied(part)):
            yield "".join((*parts[:index], other, *parts[index + 1 :]))
        if part in _DENIALS:
            yield "".join((*parts[:index], *parts[index + 2 :]))
    yield from (f"not_{known}", f"no_{known}")


def _denied(part: str) -> Iterator[str]:
    """`unlocked` for `locked`, and the other way round."""
    if len(part) > 2:
        yield from (f"{prefix}{part}" for prefix in _PREFIXES)
    yield from (part[len(prefix) :] for prefix in _PREFIXES if part.startswith(prefix) and len(part) > len(prefix) + 2)
