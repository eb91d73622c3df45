"""How alike two texts are: the share of three-letter pieces that both have (Jaccard's index of trigrams).

Linear in the length of the texts, without any list of words, so that it serves every language. Two spaces before a
text and one behind it let short texts and first words count.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR: Final = 60  # percent from which two texts are near duplicates

Pieces = frozenset[str]


def pieces(text: str) -> Pieces:
    """The trigrams of a text's letters and digits, without case, accents and punctuation; vowel signs are letters."""
    plain = f"  {' '.join(_letters(text).split())} "
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2)) if plain.strip() else frozenset()


def likeness(one: Pieces, other: Pieces) -> int:
    """Percent, 0 to 100, rounded down; texts without a letter are like nothing."""
    together = len(one | other)
    return 100 * len(one & other) // together if together else 0


def most_alike(text: str, others: Iterable[str]) -> tuple[int, int | None]:
    """How alike the most similar of the others is, in percent, and its position; (0, None) among none."""
    mine = pieces(text)
    found = [(likeness(mine, pieces(other)), -at) for at, other in enumerate(others)]
    if not found:
        return 0, None
    percent, at = max(found)
    return percent, -at


def _letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join("" if unicodedata.combining(sign) else sign if _is_letter(sign) else " " for sign in apart)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"
