"""Quotation marks as a printed book has them, for display alone: what is stored and hashed keeps those that were typed."""

from __future__ import annotations

import re
from typing import Final

# Marks right before a word, after a space, an opening bracket or a dash; stars of emphasis may stand between them.
_OPENING: Final = re.compile(r"""(?:(?<![^\s(\[{])|(?<=[\u2013\u2014])(?=[*'"]+\w))[*'"]*['"][*'"]*(?=[^\s*'"])""")
# Letters or a number that were left out at the beginning of a word: 'tis, the '90s.
_LEFT_OUT: Final = re.compile(r"(?:\d0s|(?:tis|twas|twere|twill|em|til|cause|bout|neath|n)\b)", re.IGNORECASE)
_CLOSE: Final = str.maketrans({'"': "\u201d", "'": "\u2019"})
_OPEN: Final = str.maketrans({'"': "\u201c", "'": "\u2018"})


def typographic_quotes(text: str, language: str = "en") -> str:
    """The text with curly quotation marks and apostrophes; of a language that marks otherwise it stays as it is."""
    if language.partition("-")[0].lower() != "en":
        return text
    return _OPENING.sub(_opened, text).translate(_CLOSE)


def _opened(found: re.Match[str]) -> str:
    marks = found[0]
    if marks.endswith("'") and _LEFT_OUT.match(found.string, found.end()):
        return marks[:-1].translate(_OPEN) + "\u2019"
    return marks.translate(_OPEN)
