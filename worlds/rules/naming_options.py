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
