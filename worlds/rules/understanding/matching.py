"""How well the words of a text fit those of one option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.alike import MISSPELT, ONE_GROUP, SAME, alike_as_verbs
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import DIRECTIONS, HARM, LOOKING
from worlds.rules.understanding.terms import DETERMINERS, MEANTIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.understanding.alike import Pairs
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.terms import Term, Wording

NAMED: Final = 0.55  # from here on a word counts as said by the option
STRANGE: Final = 0.45  # below, a verb is another
_GENERIC_FIT: Final = 0.8
_BESIDE: Final = 0.7
_FROM: Final = frozenset({"off", "from", "about"})
_ANY: Final = frozenset({"a", "an", "some", "every", "each", "another"})
_STAND_IN: Final = 0.6  # a thing of the scene, where the line says `it`


@dataclass(frozen=True, slots=True)
class Match:
    """How the terms of a text meet those of one option."""

    option_id: str
    verb: float  # the typed verb and the likest verb of the option; 0 without one
    any_verb: float  # the likest of all typed verbs
    deeds: float  # the same without verbs that only say when or why: `sing while I work`
    objects: tuple[float, ...]  # for each typed object the likest word of the option's text
    beside: tuple[float, ...]  # for each typed object the likest word of what belongs to the option
    terms: tuple[float, ...]  # for each typed term the likest word of the option's text
    covered: float  # the share of the option's words that were said
    whole: float
    told: float
    direct: int | None  # the place among the objects of what the verb is done to
    said_by_the_way: bool  # what the verb is done to stands in the line only to say until when, while what or why
    core: tuple[int, ...]  # the places of the objects that stand near the verb

    @property
    def either(self) -> tuple[float, ...]:
        return tuple(max(one, _BESIDE * other) for one, other in zip(self.objects, self.beside, strict=True))

    @property
    def fit(self) -> tuple[float, ...]:
        return (*((self.verb,) if len(self.terms) > len(self.objects) else ()), *self.either)


def match(said: Said, option: OptionWords, pairs: Pairs) -> Match:
    typed, written = said.wording, option.text.terms
    terms = typed.terms
    gone = said.leaves and option.leaves  # the place that is left may be named or not
    grid = [[_meet(term, other, said, option, pairs) for other in written] for term in terms]
    best = [max(row, default=0.0) for row in grid]
    governed = _is_done_to_it(said, option, pairs)
    told = [_STAND_IN if _stands_in(term, said, option, governed=governed) else 0.0 for term in typed.objects]
    objects = [max(found, stand_in) for found, stand_in in zip(best[len(typed.verbs) :], told, strict=True)]
    beside = [_best(term, option.named, pairs) for term in typed.objects]
    direct = next((at for at, term in enumerate(typed.objects) if term is typed.direct), None)
    mainly = [other for other in written if other.stem not in option.by_the_way]
    return Match(
        option_id=option.id,
        verb=_verb(said, option, pairs),
        any_verb=max((_best(verb, option.text.own_verbs, pairs) for verb in typed.own_verbs), default=0.0),
        deeds=max((_best(verb, option.text.own_verbs, pairs) for verb in typed.deeds), default=0.0),
        objects=tuple(SAME for _ in objects) if gone else tuple(objects),
        beside=tuple(beside),
        terms=tuple(ONE_GROUP for _ in best) if gone else tuple(best),
        covered=share([max(column) for column in zip(*grid, strict=True)]),
        whole=pairs.likeness.options.get(option.id, 0.0),
        told=mean([float(term.stem in option.told) for term in terms]),
        direct=direct,
        said_by_the_way=direct is not None
        and typed.objects[direct].word not in MEANTIME
        and max(objects[direct], told[direct]) >= STRANGE
        and max(_best(typed.objects[direct], mainly, pairs), told[direct], beside[direct]) < STRANGE,
        core=tuple(at for at, term in enumerate(typed.objects) if not typed.is_aside(term)),
    )


def _meet(typed: Term, written: Term, said: Said, option: OptionWords, pairs: Pairs) -> float:
    """A verb and a noun are strangers unless they are one word or one deed: a note is no slipping out, a question is asked."""
    found = pairs.of(typed, written)
    if found >= MISSPELT or (typed in said.wording.verbs) == (written in option.text.verbs):
        return found
    if DETERMINERS.intersection(said.wording.words[: typed.at][-1:]):
        return 0.0  # "the pockets" are no pocketing
    return alike_as_verbs(typed.stem, written.stem)


def _is_done_to_it(said: Said, option: OptionWords, pairs: Pairs) -> bool:
    """Whether the typed verb is what the line begins with, or does to `it`: not the going up of "Leave it burning and go up"."""
    if said.head is None or said.head.stem in small.GENERIC or not option.text.stand_ins:
        return True
    return _best(said.head, (*option.text.verbs[:1], *option.text.verbs_of_it), pairs) >= STRANGE


def _stands_in(term: Term, said: Said, option: OptionWords, *, governed: bool) -> bool:
    """Whether the line may mean it by `it`, or by what is said; where one goes to is not what a line leaves, or does something with."""
    if _ANY.intersection(said.wording.words[: term.at][-1:]):
        return False  # `a child` is none that a line means by `her`
    if term.stem in small.SPEECHES and any(verb.stem in small.SAYING for verb in option.text.verbs):
        return True
    beside = not option.before_it.isdisjoint(one.stem for one in said.wording.objects)
    stands_for = option.stands_beside - option.before_it if beside else option.stands_for
    return (
        governed
        and term.stem in stands_for
        and not (said.wording.leads_to(term) and not option.text.refers_behind_a_way)
    )


def directions(told: Wording) -> set[str]:
    """Where its ways lead."""
    return {DIRECTIONS[way] for way in told.ways if way in DIRECTIONS}


def _verb(said: Said, option: OptionWords, pairs: Pairs) -> float:
    head = said.head
    if head is None:
        return 0.0
    if said.leaves and option.leaves:
        return ONE_GROUP
    mainly = (term for term in option.text.objects if term.stem not in option.by_the_way)
    objects = (term for term in mainly if not _is_left(term, option.text))
    among = (*objects, *option.named)
    written = option.text.verbs if head in said.wording.by_others else option.text.own_verbs
    fits = max(_best(head, written, pairs), _BESIDE * _same(head, among), _goes(head, option))
    if _leaves_open(said, option):
        return max(fits, _GENERIC_FIT)
    return fits


def _leaves_open(said: Said, option: OptionWords) -> bool:
    """Whether one of the verbs says nothing by itself: `use the ladder`, `talk to her` where a line asks her something."""
    typed = said.wording
    if typed.objects and talks(typed, option):
        named = {term.stem for term in option.text.objects}
        return all(term.stem in named for term in typed.objects)
    if typed.objects:
        generic = bool(typed.head_stems & small.GENERIC) and not _uses_a_mere_place(typed, option)
        return generic or bool(option.text.head_stems & small.OPEN_LINES)
    return talks(typed, option)


def _uses_a_mere_place(typed: Wording, option: OptionWords) -> bool:
    """`work the pump`, where a line only stands at the pump."""
    if not typed.head_stems & small.HANDLING or typed.direct is None:
        return False
    if option.text.head_stems & (LOOKING | small.WATCHING):
        return True  # using a thing is not looking at it
    named = [term for term in option.text.objects if term.stem in {one.stem for one in typed.objects}]
    return bool(named) and all(option.text.is_at(term) for term in named)


def talks(typed: Wording, option: OptionWords) -> bool:
    return bool(typed.head_stems & small.TALKING) and any(
        verb.stem in small.SAYING_OR_ASKING and verb not in option.text.turned_down for verb in option.text.verbs
    )


def _same(head: Term, among: Sequence[Term]) -> float:
    """The noun of a line that is the typed verb: `ring` of "give the bell a ring". Harm is done by verbs alone."""
    if head.stem in HARM:
        return 0.0
    return max((alike_as_verbs(head.stem, term.stem) for term in among), default=0.0)


def _is_left(term: Term, written: Wording) -> bool:
    """Whether something is taken from it, or said of it: the hook of "take the line off its hook" hangs nothing up."""
    return bool(_FROM.intersection(written.words[max(0, term.at - 2) : term.at]))


def _goes(head: Term, option: OptionWords) -> float:
    """Taking a road is going."""
    takes = "take" in option.text.head_stems and any(term.stem in small.ROADS for term in option.text.objects)
    takes = takes and head.stem in small.LEADING
    return _GENERIC_FIT if takes else 0.0


def _best(term: Term, among: Sequence[Term], pairs: Pairs) -> float:
    return max((pairs.of(term, other) for other in among), default=0.0)


def share(values: Sequence[float]) -> float:
    return mean([value if value >= NAMED else 0.0 for value in values])


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
