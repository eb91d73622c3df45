"""What a typed deed is done to, seen from an option that asks for own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from worlds.rules.lexicon import words_in
from worlds.rules.mentions import spoken_of
from worlds.rules.names_of_people import names_of_person
from worlds.rules.nouns import TURNS_OF_PHRASE
from worlds.rules.understanding.english.small_words import PERSONS
from worlds.rules.understanding.english.tables import LOOKING, stem
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.people import names_of_people
from worlds.rules.understanding.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.patterns import Pattern
    from worlds.rules.scenario import Improvisation, Option
    from worlds.rules.situation import Situation
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.terms import Term

# Something that the option is about, something else of the scene, or neither.
Thing = Literal["its", "other", "strange"]

_PRONOUNS: Final = word_set("him her he she his hers")
_SOMEBODY: Final = word_set("him her them it his its their")
_CIRCUMSTANCES: Final = word_set("for with by until because while when if before after during as like")
_MINE: Final = word_set("my own our")


def question_of(option: Option) -> Improvisation:
    assert option.improvisation is not None  # only what asks for own words is asked about
    return option.improvisation


def thing_of(option: Option, text: str, now: Situation) -> Thing:
    """What the first thing that is named is to the option; where none is named, the deed is about the option."""
    heard = said(text)
    what = None if heard is None else done_to(heard)
    if _is_done_to_somebody_else(option, text, now):
        return "other"
    if heard is None or what is None or _is_the_options(what, option) or what.word in TURNS_OF_PHRASE:
        return "its"
    if _names_somebody(heard, now):
        return "its"
    if _MINE.intersection(heard.wording.words[: what.at]):
        return "other"
    return "other" if _is_of_the_scene(what, now) else "strange"


def _is_done_to_somebody_else(option: Option, text: str, now: Situation) -> bool:
    """Whether somebody is meant, and nobody by the option: `hold her hand`, where a goat is to be coaxed."""
    somebody = spoken_of(text, now).person
    if somebody is None:
        return False
    question = question_of(option)
    told = words_in(f"{option.text} {question.theme}")
    speaks_of = names_of_people(now.scenario) | PERSONS | _PRONOUNS
    names = {word for name in names_of_person(somebody, now) for word in name}
    return not any(stem(word) in speaks_of for word in told) and not any(
        pattern.names(name) for name in names for pattern in _patterns(question)
    )


def done_to(heard: Said) -> Term | None:
    """What the deed is done to, or else in, on or from; not with what, for whom or when."""
    told, start = heard.wording, 0 if heard.head is None else heard.head.at + 1
    first = next(iter(told.objects), None)
    if told.direct is not None or first is None or _CIRCUMSTANCES.intersection(told.words[start : first.at]):
        return told.direct
    return first


def _is_the_options(what: Term, option: Option) -> bool:
    question = question_of(option)
    if what.stem in {stem(word) for word in words_in(f"{option.text} {question.theme}")}:
        return True
    return any(pattern.names(what.word) for pattern in _patterns(question))


def _patterns(question: Improvisation) -> Iterator[Pattern]:
    yield from question.permits
    yield from question.blocks
    yield from (answer.pattern for answer in question.answers)


def _names_somebody(heard: Said, now: Situation) -> bool:
    people = names_of_people(now.scenario)
    return bool(_SOMEBODY.intersection(heard.wording.words)) or any(
        term.stem in people for term in heard.wording.objects
    )


def _is_of_the_scene(what: Term | None, now: Situation) -> bool:
    return what is not None and spoken_of(f"the {what.word}", now).first is not None


def is_a_look(heard: Said) -> bool:
    return heard.head is not None and heard.head.stem in LOOKING


def verb_of(text: str) -> str:
    heard = said(text)
    return "" if heard is None or heard.head is None else heard.head.word
