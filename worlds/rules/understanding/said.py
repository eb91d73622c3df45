"""What was typed, taken apart for comparing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.clauses import affirmed
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.long_form import long_form, without_lead_in
from worlds.rules.understanding.mood import is_question
from worlds.rules.understanding.plain_words import plain_words
from worlds.rules.understanding.terms import Wording
from worlds.rules.understanding.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.understanding.terms import Term

LONGEST: Final = 26  # words; a command is shorter, and a ramble means no option


@dataclass(frozen=True, slots=True)
class Said:
    """`answer` is "yes" or "no" where the text begins so; `leaves`: it is about leaving, and names nothing else."""

    wording: Wording
    question: bool
    answer: str
    leaves: bool
    only_answer: bool  # yes or no, and nothing else
    alternatives: tuple[Said, ...] = ()  # what an `or` stands between
    around: frozenset[str] = frozenset()  # stems of the things that the scene and the place describe

    @property
    def head(self) -> Term | None:
        return self.wording.verbs[0] if self.wording.verbs else None


def said(text: str, here: frozenset[str] = frozenset(), texts: Sequence[str] = ()) -> Said | None:
    """`here` holds the stems of the place's name, `texts` what stands on the page. None for what is too long to be a command, is quoted speech, or holds no word."""
    words = plain_words(text)
    if not words or len(words) > LONGEST or is_quoted(text) or not any(map(_says_something, words)):
        return None
    standing = affirmed(text, texts)
    answer = _answer(text, words)
    heard = _heard(standing, words, here, answer)
    return replace(heard, alternatives=tuple(_heard(part, words, here, answer) for part in _parts(standing)))


def _heard(standing: Sequence[str], words: Sequence[str], here: frozenset[str], answer: str) -> Said:
    told = wording(long_form(without_lead_in(standing)))
    return Said(
        wording=told,
        question=is_question(standing),
        answer=answer,
        leaves=_leaves(told, here),
        only_answer=small.ANSWERS.issuperset(words),
    )


def _parts(words: Sequence[str]) -> list[tuple[str, ...]]:
    if "or" not in words:
        return []
    parts: list[list[str]] = [[]]
    for word in words:
        if word == "or":
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if part]


def _answer(text: str, words: Sequence[str]) -> str:
    """Yes or no, where it stands for itself: `no, too far`, but not `no hurry`."""
    if len(words) > 1 and not _FOR_ITSELF.match(text):
        return ""
    return "yes" if words[0] in small.YES else "no" if words[0] in small.NO else ""


_FOR_ITSELF: Final = re.compile(
    r"\s*[\w']+\s*[,.;:!\u2013\u2014-]|\s*(?:yes|no)\s+(?:please|thanks|thank)\b", re.IGNORECASE
)


def _leaves(told: Wording, here: frozenset[str]) -> bool:
    return bool(told.head_stems & small.LEAVING) and all(
        term.stem in small.NOWHERE_ELSE or term.stem in here for term in told.objects
    )


def _says_something(word: str) -> bool:
    """A sign or a letter alone is taken as it stands, or not at all; the ways have letters of their own."""
    return (len(word) > 1 and not word.isdigit()) or word in small.DIRECTIONS


def is_quoted(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) > 2 and stripped[0] in '"\u201c\u00ab\u2018' and stripped[-1] in '"\u201d\u00bb\u2019'
