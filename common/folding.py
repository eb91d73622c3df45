"""The one form in which texts are compared: what reads the same is the same, however it was typed."""

import unicodedata
from typing import Final

# Letters, marks and symbols by category that nobody sees: fillers, variation selectors, the empty braille cell.
UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))


def folded(text: str) -> str:
    """`text` as it compares: NFKC, case folded, trimmed, single spaces, without format characters. For comparing only.

    `folded(folded(text)) == folded(text)`. Characters for joining and for the look of an emoji do not count.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # Twice: folding the case takes some letters apart that NFKC then puts together, and some of those have a case.
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text).casefold())
    again = unicodedata.normalize("NFKC", once.casefold())
    return " ".join(unicodedata.normalize("NFKC", "".join(filter(_counts, again))).split())


def _counts(sign: str) -> bool:
    return sign not in UNSEEN and unicodedata.category(sign) != "Cf"
