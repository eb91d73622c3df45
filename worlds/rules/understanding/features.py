"""What speaks for an option and against it, as numbers from 0 to 1 (likeness: -1 to 1), in the order of NAMES."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.alike import MISSPELT
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import KNOWN
from worlds.rules.understanding.matching import NAMED, STRANGE, mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.understanding.matching import Match
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said

NAMES: Final = (
    "always",
    "likeness of the whole",
    "likelier than any other",
    "the least of the words fits",
    "the words fit on the whole",
    "they fit better than any other",
    "verb fits",
    "no verb",
    "generic verb",
    "verb is strange",
    "objects fit",
    "share of strange objects",
    "no object",
    "fits what belongs to it",
    "fits what is told",
    "share of the option that was said",
    "all of the option was said",
    "way fits",
    "way is strange",
    "share of misspelt words",
    "negated as the option is",
    "asked as the option asks",
    "long",
    "share of words that fit no other",
    "answers yes or no as the option does",
    "verb is strange, objects fit",
    "what it is done to is strange",
    "what it is done to fits",
    "asked, and strange",
    "known verb is strange, objects fit",
    "likeness of the whole, verb is strange",
    "known verb is strange",
    "share of strange objects near the verb",
    "everything fits",
    "everything fits, all of the option was said",
)
_WELL: Final = 0.8
_LEAD: Final = 0.2
_MANY: Final = 10  # words of meaning; commands have fewer


@dataclass(frozen=True, slots=True)
class Field:
    """All options beside one another: of each measure the best two, and of each typed word how many meet it."""

    whole: tuple[float, float]
    fit: tuple[float, float]
    met: tuple[int, ...]


def field_of(matches: Sequence[Match]) -> Field:
    terms = len(matches[0].terms) if matches else 0
    return Field(
        whole=_best_two([one.whole for one in matches]),
        fit=_best_two([mean(one.fit) for one in matches]),
        met=tuple(sum(one.terms[at] >= NAMED for one in matches) for at in range(terms)),
    )


def features(said: Said, option: OptionWords, found: Match, field: Field) -> list[float]:
    typed, head = said.wording, said.head
    fit, either = found.fit, found.either
    generic = head is not None and head.stem in small.GENERIC
    whole = mean(fit)
    strange = mean([float(value < NAMED) for value in either])
    odd = float(head is not None and found.verb < STRANGE)
    ways = typed.ways & option.text.ways
    direct = None if found.direct is None else either[found.direct]
    core = [either[at] for at in found.core]
    return [
        1.0,
        found.whole,
        _lead(found.whole, field.whole),
        min(fit, default=0.0),
        whole,
        _lead(whole, field.fit),
        found.verb,
        float(head is None),
        float(generic),
        odd,
        mean(found.objects),
        strange,
        float(not typed.objects),
        max(found.beside, default=0.0) if mean(found.objects) < NAMED else 0.0,
        found.told,
        found.covered,
        float(found.covered > 0.8),
        float(bool(ways)),
        float(bool(typed.ways) and not ways),
        mean([float(value == MISSPELT) for value in found.terms]),
        float(typed.negated and option.text.negated),
        float(said.question and option.asks),
        max(0.0, min(1.0, (len(typed.terms) - 4) / _MANY)),
        mean([float(value >= NAMED and met == 1) for value, met in zip(found.terms, field.met, strict=True)]),
        float(bool(said.answer) and said.answer == option.answers),
        odd * mean(found.objects),
        float(direct is not None and direct < NAMED),
        float(direct is not None and direct >= NAMED),
        float(said.question) * strange,
        odd * mean(found.objects) * float(head is not None and head.stem in KNOWN),
        odd * found.whole,
        odd * float(head is not None and head.stem in KNOWN),
        mean([float(value < NAMED) for value in core]),
        float(min(fit, default=0.0) >= NAMED),
        float(min(fit, default=0.0) >= _WELL and found.covered >= _WELL),
    ]


def _best_two(values: Sequence[float]) -> tuple[float, float]:
    first, second = (
        sorted((0.0, 0.0, *values), reverse=True)[:2] if len(values) > 1 else (max(values, default=0.0), 0.0)
    )
    return first, second


def _lead(mine: float, best: tuple[float, float]) -> float:
    """By how much one stands before the others, up to a bound: it is no merit to be the best of what does not fit."""
    first, second = best
    return max(-_LEAD, min(_LEAD, mine - (second if mine >= first else first)))
