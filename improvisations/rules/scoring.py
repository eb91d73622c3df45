"""The quality score: 0 to 100, in parts that explain themselves. It orders the queue and never decides.

score = length 15 + sentence 20 + novelty 30 + endorsements 10 + record of the author 10 + moderation 15, where

- length      full from 6 to 60 words, less in proportion below and above
- sentence    5 each: begins as a sentence does, ends as one does, is written in words, is neither shouted nor stuttered
- novelty     30 less the likeness (trigrams, in percent) to the nearest option of the node or earlier improvisation there
- endorsements  2 for each, five count
- record      the share accepted of what was decided, with one of each added: a newcomer has half
- moderation  15 less what the text filter found (its score of 0 to 100)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

SHORTEST, LONGEST = 6, 60  # words
FOR_EACH_ENDORSEMENT: Final = 2
ENDINGS: Final = ".!?…。！？\"'”’»)"
STUTTER: Final = re.compile(r"(.)\1{3,}|\b(\w+)(?:\s+\2\b){2,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a score is made of. `likeness` and `moderation` are percent, `accepted` and `rejected` count decisions."""

    text: str
    likeness: int
    endorsements: int
    accepted: int
    rejected: int
    moderation: int


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    points: int
    most: int
    why: str


def parts(facts: Facts) -> tuple[Part, ...]:
    return (
        _length(facts.text),
        _sentence(facts.text),
        _novelty(facts.likeness),
        _endorsements(facts.endorsements),
        _record(facts.accepted, facts.rejected),
        _moderation(facts.moderation),
    )


def total(scored: tuple[Part, ...]) -> int:
    return sum(part.points for part in scored)


def _length(text: str) -> Part:
    words = len(text.split())
    share = min(1.0, words / SHORTEST, LONGEST / max(words, 1))
    return Part("length", round(15 * share), 15, f"{words} word{'' if words == 1 else 's'}")


def _sentence(text: str) -> Part:
    faults = [fault for fault, holds in _FORM.items() if not holds(text.strip())]
    why = f"it {' and '.join(faults)}" if faults else "a whole sentence"
    return Part("sentence", 5 * (len(_FORM) - len(faults)), 20, why)


def _novelty(likeness: int) -> Part:
    why = f"{likeness} % like the nearest option or improvisation here" if likeness else "no similar text here"
    return Part("novelty", round(30 * (100 - likeness) / 100), 30, why)


def _endorsements(amount: int) -> Part:
    return Part("endorsements", min(10, FOR_EACH_ENDORSEMENT * amount), 10, f"{amount} from fellow players")


def _record(accepted: int, rejected: int) -> Part:
    share = (accepted + 1) / (accepted + rejected + 2)
    return Part("record", round(10 * share), 10, f"{accepted} approved and {rejected} rejected before")


def _moderation(found: int) -> Part:
    why = f"the text filter noticed something: {found} of 100" if found else "the text filter noticed nothing"
    return Part("moderation", round(15 * (100 - found) / 100), 15, why)


def _begins(text: str) -> bool:
    """With a capital, a digit, a quotation mark, or a letter of a script that knows no case."""
    first = text[:1]
    return bool(first) and not first.islower() and (first.isalnum() or first in "\"'“‘«¿¡(")


def _ends(text: str) -> bool:
    return text.endswith(tuple(ENDINGS))


def _is_worded(text: str) -> bool:
    """Mostly letters, and of more than one word where a script parts its words at all."""
    letters = sum(sign.isalpha() or sign.isspace() for sign in text)
    return 10 * letters >= 7 * len(text) and (len(text.split()) > 1 or not text.isascii()) and bool(text)


def _is_calm(text: str) -> bool:
    upper = sum(sign.isupper() for sign in text)
    lower = sum(sign.islower() for sign in text)
    return (upper <= lower or upper < 4) and STUTTER.search(text) is None


_FORM: Final = {
    "does not begin like a sentence": _begins,
    "does not end like a sentence": _ends,
    "contains few words": _is_worded,
    "shouts or repeats itself": _is_calm,
}
