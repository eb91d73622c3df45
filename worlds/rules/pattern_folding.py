"""An author's regular expression in canonical form: its letters are folded, its operators stay what they are."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from common.folding import folded

# What is no literal text: quotations, escapes, classes, the heads of groups, counts, operators.
_OPERATORS: Final = re.compile(
    r"""
    \\Q.*?(?:\\E|\Z) | \\[pPx]\{[^}]*\} | \\[pP]. | \\x.{2} | \\.
    | (?P<class>\[\^?\]?(?:\[:\^?\w+:\]|\\[pPx]\{[^}]*\}|\\.|[^\]\\])*\])
    | \(\?[^:)>]*[:)>] | \{\d+(?:,\d*)?\} | [.^$*+?()|]
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACES: Final = re.compile(r"(\s+)")
_SPECIAL: Final = re.compile(r"([\\.^$*+?()|\[\]{}])")


def folded_expression(source: str) -> str:
    """`source`, an expression that compiles, so that it finds folded text. ASCII stays as it is: case is ignored anyway."""
    if source.isascii():
        return source
    parts: list[str] = []
    at = 0
    for operator in _OPERATORS.finditer(source):
        parts += [_literal(source[at : operator.start()]), _operator(operator)]
        at = operator.end()
    return "".join([*parts, _literal(source[at:])])


def _literal(text: str) -> str:
    """Literal text, folded; a sign that only folding made an operator stays literal."""
    words = (" " if part.isspace() else _SPECIAL.sub(r"\\\1", folded(part)) for part in _SPACES.split(text) if part)
    return "".join(words)


def _operator(found: re.Match[str]) -> str:
    return "".join(map(_in_class, unicodedata.normalize("NFC", found[0]))) if found["class"] else found[0]


def _in_class(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 and plain.isalnum() else sign
