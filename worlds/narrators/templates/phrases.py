"""Sentences with gaps, and the phrases that fill them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

_GAP: Final = re.compile(r"\{([a-z]+)\}")
_AGREEMENT: Final = re.compile(r"\[([^|\]]*)\|([^|\]]*)\]")
_BEGINNING: Final = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that fit into a sentence as they are, article included."""

    text: str
    plural: bool = False


Facts = Mapping[str, Phrase]


@cache
def gaps(template: str) -> tuple[str, ...]:
    return tuple(_GAP.findall(template))


def fits(template: str, facts: Facts) -> bool:
    return all(gap in facts for gap in gaps(template))


def fill(template: str, facts: Facts) -> str:
    """The sentence with its gaps filled; what is filled in is never read as a template again."""
    wanted = gaps(template)
    plural = bool(wanted) and facts[wanted[0]].plural
    agreed = _AGREEMENT.sub(r"\2" if plural else r"\1", template)
    filled = _GAP.sub(lambda gap: facts[gap[1]].text, agreed)
    return _BEGINNING.sub(lambda letter: letter[0].upper(), filled)


def sentences_in(text: str) -> int:
    return len(_SENTENCE_END.findall(text))


def one_paragraph(text: str) -> str:
    """An author's words as they can stand among other sentences."""
    line = " ".join(text.split())
    return line if not line or _SENTENCE_END.search(line[-3:]) else f"{line}."
