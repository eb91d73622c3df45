"""What speaks for an option and against it, as numbers from 0 to 1 (likeness: -1 to 1), in the order of NAMES."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.alike import MISSPELT, ONE_GROUP, SAME, alike, alike_as_verbs
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from worlds.rules.understanding.likeness import Likeness
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.wording import Term

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
    "everything fits",
)
NAMED: Final = 0.55  # from here on a word counts as said by the option
STRANGE: Final = 0.45  # below, a verb is another
_GENERIC_FIT: Final = 0.8
_BESIDE: Final = 0.7
_STAND_IN: Final = 0.6  # a thing of the scene, where the line says `it`
_LEAD: Final = 0.2
_MANY: Final = 10  # words of meaning; commands have fewer


@dataclass(frozen=True, slots=True)
class Match:
    """How the terms of a text meet those of one option."""

    option_id: str
    verb: float  # the typed verb and the likest verb of the option; 0 without one
    objects: tuple[float, ...]  # for each typed object the likest word of the option's text
    beside: tuple[float, ...]  # for each typed object the likest word of what belongs to the option
    terms: tuple[float, ...]  # for each typed term the likest word of the option's text
    covered: float  # the share of the option's words that were said
    whole: float
    told: float
    direct: float | None

    @property
    def either(self) -> tuple[float, ...]:
        return tuple(max(one, _BESIDE * other) for one, other in zip(self.objects, self.beside, strict=True))

    @property
    def fit(self) -> tuple[float, ...]:
        return (*((self.verb,) if len(self.terms) > len(self.objects) else ()), *self.either)


def match(said: Said, option: OptionWords, likeness: Likeness) -> Match:
    typed, written = said.wording, option.text.terms
    terms = typed.terms
    gone = said.leaves and option.leaves  # the place that is left may be named or not
    return Match(
        option_id=option.id,
        verb=_verb(said, option, likeness),
        objects=tuple(SAME if gone else _object(term, option, likeness) for term in typed.objects),
        beside=tuple(_best(term, option.named, likeness) for term in typed.objects),
        terms=tuple(ONE_GROUP if gone else _best(term, written, likeness) for term in terms),
        covered=_share(max((alike(other, term, likeness) for other in terms), default=0.0) for term in written),
        whole=likeness.options.get(option.id, 0.0),
        direct=None if typed.direct is None else _best_of(typed.direct, option, likeness),
        told=_mean([float(term.stem in option.told) for term in terms]),
    )


def _verb(said: Said, option: OptionWords, likeness: Likeness) -> float:
    head = said.head
    if head is None:
        return 0.0
    if said.leaves and option.leaves:
        return ONE_GROUP
    among = (*option.text.objects, *option.named)
    fits = max(_best(head, option.text.verbs, likeness), _BESIDE * _same(head, among), _goes(head, option))
    if _leaves_open(said, option):
        return max(fits, _GENERIC_FIT)
    return fits


def _leaves_open(said: Said, option: OptionWords) -> bool:
    """Whether one of the verbs says nothing by itself: `use the ladder`, `talk to her` where a line asks her something."""
    typed = said.wording
    if typed.objects:
        return bool(typed.head_stems & small.GENERIC) or bool(option.text.head_stems & small.OPEN_LINES)
    return bool(typed.head_stems & small.TALKING) and any(
        verb.stem in small.SAYING_OR_ASKING for verb in option.text.verbs
    )


def _same(head: Term, among: Sequence[Term]) -> float:
    return max((alike_as_verbs(head.stem, term.stem) for term in among), default=0.0)


def _goes(head: Term, option: OptionWords) -> float:
    """Taking a road is going."""
    takes = "take" in option.text.head_stems and head.stem in small.LEADING
    return _GENERIC_FIT if takes else 0.0


def _best(term: Term, among: Sequence[Term], likeness: Likeness) -> float:
    return max((alike(term, other, likeness) for other in among), default=0.0)


def _object(term: Term, option: OptionWords, likeness: Likeness) -> float:
    found = _best(term, option.text.terms, likeness)
    return max(found, _STAND_IN) if term.stem in option.stands_for else found


def _best_of(term: Term, option: OptionWords, likeness: Likeness) -> float:
    return max(_object(term, option, likeness), _BESIDE * _best(term, option.named, likeness))


def _share(values: Iterable[float]) -> float:
    return _mean([value if value >= NAMED else 0.0 for value in values])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def features(said: Said, option: OptionWords, found: Match, others: Sequence[Match]) -> list[float]:
    typed, head = said.wording, said.head
    fit, either = found.fit, found.either
    generic = head is not None and head.stem in small.GENERIC
    whole = _mean(fit)
    strange = _mean([float(value < NAMED) for value in either])
    odd = float(head is not None and found.verb < STRANGE)
    ways = typed.ways & option.text.ways
    return [
        1.0,
        found.whole,
        _lead(found.whole, (other.whole for other in others)),
        min(fit, default=0.0),
        whole,
        _lead(whole, (_mean(other.fit) for other in others)),
        found.verb,
        float(head is None),
        float(generic),
        odd,
        _mean(found.objects),
        strange,
        float(not typed.objects),
        max(found.beside, default=0.0) if _mean(found.objects) < NAMED else 0.0,
        found.told,
        found.covered,
        float(found.covered > 0.8),
        float(bool(ways)),
        float(bool(typed.ways) and not ways),
        _mean([float(value == MISSPELT) for value in found.terms]),
        float(typed.negated and option.text.negated),
        float(said.question and option.asks),
        max(0.0, min(1.0, (len(typed.terms) - 4) / _MANY)),
        _alone(found, others),
        float(bool(said.answer) and said.answer == option.answers),
        odd * _mean(found.objects),
        float(found.direct is not None and found.direct < NAMED),
        float(found.direct is not None and found.direct >= NAMED),
        float(said.question) * strange,
        odd * _mean(found.objects) * float(head is not None and head.stem in KNOWN),
        odd * found.whole,
        float(bool(fit) and min(fit) >= NAMED),
    ]


def _lead(mine: float, theirs: Iterable[float]) -> float:
    """By how much one stands before the others, up to a bound: it is no merit to be the best of what does not fit."""
    return max(-_LEAD, min(_LEAD, mine - max(theirs, default=0.0)))


def _alone(found: Match, others: Sequence[Match]) -> float:
    """The share of the typed words that are met by this option and by no other."""
    return _mean(
        [
            float(value >= NAMED and all(other.terms[at] < NAMED for other in others))
            for at, value in enumerate(found.terms)
        ]
    )
