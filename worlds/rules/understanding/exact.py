"""Which listed option a typed text names: whole texts are compared before any is cut into words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from common.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")

_DASHES: Final = "Pd"
_MEANINGFUL: Final = frozenset("#%&@*/\\§¶†‡‰")  # punctuation by category, but as telling as a letter
_AROUND_NUMBERS: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "one",
        "option",
        "options",
        "choice",
        "number",
        "no",
        "nr",
        "line",
        "answer",
        "item",
        "entry",
        "i",
        "will",
        "would",
        "like",
        "to",
        "want",
        "please",
        "take",
        "choose",
        "pick",
        "select",
        "go",
        "with",
        "for",
        "my",
        "is",
        "d",
        "ll",
        "let",
        "me",
        "try",
        "do",
        "play",
    ]
)
_LAST: Final = frozenset({"last", "final", "bottom"})
_NUMBERS: Final = (
    ("one", "first", "1st", "top"), ("two", "second", "2nd"), ("three", "third", "3rd"), ("four", "fourth", "4th"),
    ("five", "fifth", "5th"), ("six", "sixth", "6th"), ("seven", "seventh", "7th"), ("eight", "eighth", "8th"),
    ("nine", "ninth", "9th"), ("ten", "tenth", "10th"), ("eleven", "eleventh", "11th"), ("twelve", "twelfth", "12th"),
)  # fmt: skip
_PLACES: Final = {word: place for place, words in enumerate(_NUMBERS, start=1) for word in words}
_PUNCTUATION: Final = frozenset({"Po", "Ps", "Pe", "Pi", "Pf", "Pc", _DASHES})


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """An option that a player has before them; `open` when it can be picked."""

    what: T
    id: str
    text: str
    open: bool


def named(typed: str, listed: Sequence[Listed[T]]) -> tuple[T, ...]:
    """What a typed text names; several where it fits several texts alike, none where it fits none.

    The text as it is written counts first, then its canonical form, then the id, at last its words without the
    punctuation of sentences. Of those that fit alike only open ones count, if any is open; of equal texts the first.
    """
    for fits in _ways_to_name(typed):
        found = [option for option in listed if fits(option)]
        found = [option for option in found if option.open] or found
        if found:
            return _without_twins(found)
    return ()


def numbered(typed: str, count: int) -> int | None:
    """The place, from 0, of the one of `count` options that a text calls by its number: `2.`, `option two`, `the last one`."""
    terms = terms_in(typed.replace("#", " "))
    words = [word for word in terms if word not in _AROUND_NUMBERS] or list(terms)
    if len(words) != 1:
        return None
    if words[0] in _LAST:
        return count - 1 if count > 1 else None
    place = _place(words[0])
    return place - 1 if place is not None and 0 < place <= count else None


def terms_in(text: str) -> tuple[str, ...]:
    """The words of a text in canonical form, together with the signs that belong to them: `C++`, `-1`.

    The punctuation of sentences is left out, and so are signs that stand alone.
    """
    spaced = "".join(_spaced(folded(text)))
    return tuple(term for term in spaced.split() if any(map(str.isalnum, term)))


def _without_twins(found: Sequence[Listed[T]]) -> tuple[T, ...]:
    first: dict[str, T] = {}
    for option in found:
        first.setdefault(_written(option.text), option.what)
    return tuple(first.values())


def _ways_to_name(typed: str) -> Iterator[Callable[[Listed[T]], bool]]:
    written, whole, terms = _written(typed), folded(typed), terms_in(typed)
    if written:
        yield lambda option: _written(option.text) == written
    if whole:
        yield lambda option: folded(option.text) == whole
        yield lambda option: option.id == written
        yield lambda option: folded(option.id) == whole
    if terms:
        yield lambda option: terms_in(option.text) == terms


def _written(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _spaced(text: str) -> Iterator[str]:
    before = " "
    for at, sign in enumerate(text):
        category = unicodedata.category(sign)
        is_minus = category == _DASHES and not before.isalnum() and text[at + 1 : at + 2].isdigit()
        yield " " if category in _PUNCTUATION and sign not in _MEANINGFUL and not is_minus else sign
        before = sign


def _place(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if len(word) <= 3 else None
    return _PLACES.get(word)
