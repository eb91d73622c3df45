"""What an author foresaw of a free text: a word of a pattern may stand in a deed of quite another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.details import look_of
from worlds.rules.lexicon import words_in
from worlds.rules.mentions import spoken_of
from worlds.rules.patterns import forms
from worlds.rules.understanding.aims import done_to, is_a_look, question_of, thing_of, verb_of
from worlds.rules.understanding.english.tables import stem
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.mood import is_question
from worlds.rules.understanding.people import names_of_people
from worlds.rules.understanding.permitted import SPOKEN, brings_nothing, suits, wants_words
from worlds.rules.understanding.plain_words import plain_words
from worlds.rules.understanding.said import said
from worlds.rules.verb_kinds import GESTURES, IDLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from worlds.rules.patterns import Pattern
    from worlds.rules.scenario import Answer, Improvisation, Option
    from worlds.rules.situation import Situation


_OF: Final = word_set("about of for regarding")
_OF_OTHERS: Final = word_set("he she they him her them his their")


def is_permitted(option: Option, text: str, now: Situation) -> bool:
    """Whether the author permits a text that was typed freely."""
    question = question_of(option)
    if not matches_any(question.permits, text) or _is_blocked_deed(option, text) or _is_for_another(option, text, now):
        return False
    if suits(text, option):
        return wants_words(option) or thing_of(option, text, now) != "other"
    if wants_words(option) and _asks_of_nothing_described(text, now):
        return _is_answered(question, text)
    return _is_answered(question, text) and _is_foreseen_deed(option, text, now) and not brings_nothing(text, option)


def is_blocked(option: Option, text: str, now: Situation) -> bool:
    """Whether the author blocks a text that was typed freely."""
    question = question_of(option)
    if not matches_any(question.blocks, text):
        return False
    if wants_words(option):
        return suits(text, option) or _is_done_to_somebody(text, now) or _names_its_thing(question.blocks, text)
    heard = said(text)
    if heard is None or heard.question or is_a_look(heard):
        return False
    if bool(SPOKEN.intersection(words_in(text))):
        return True
    is_idle = heard.head is not None and heard.head.word in IDLE | GESTURES
    return thing_of(option, text, now) == "its" and (not is_idle or _names_the_verb(question.blocks, text))


def _is_for_another(option: Option, text: str, now: Situation) -> bool:
    """Whether something is said to one person, and the option speaks to another: `ask Miss Tarrow`, and "Write to Mr Pell"."""
    words, people = words_in(text), names_of_people(now.scenario)
    named = [stem(word) for word in words if stem(word) in people]
    theirs = {stem(word) for word in words_in(option.text)} & people
    is_said = bool(SPOKEN.intersection(words[:2])) and named and named[0] == _spoken_to(words, people)
    return bool(is_said and theirs and named[0] not in theirs)


def _spoken_to(words: Sequence[str], people: frozenset[str]) -> str:
    """Who is named right behind the verb, by title or without."""
    return next(
        (
            stem(word)
            for word in words[1:5]
            if stem(word) in people and not _OF.intersection(words[: words.index(word)])
        ),
        "",
    )


def _names_the_verb(patterns: Iterable[Pattern], text: str) -> bool:
    return any(pattern.names(verb_of(text)) and pattern.matches(text) for pattern in patterns)


def answer_to(option: Option, text: str, now: Situation) -> str | None:
    """What the author wrote as an answer to such a text, where it was meant for it."""
    question = question_of(option)
    if _is_blocked_deed(option, text):
        return _answer(question.answers, verb_of(text)) if is_blocked(option, text, now) else None
    answer = _answer(question.answers, text)
    if answer is None or is_permitted(option, text, now) or is_blocked(option, text, now):
        return answer
    if matches_any((*question.permits, *question.blocks), text):
        return None
    return answer if suits(text, option) or _is_done_to_itsthing(option, text, now) else None


def matches_any(patterns: Iterable[Pattern], text: str) -> bool:
    heard = forms(text)
    return any(pattern.is_in(heard) for pattern in patterns)


def _answer(answers: Sequence[Answer], text: str) -> str | None:
    heard = forms(text)
    return next((answer.narrative for answer in answers if answer.pattern.is_in(heard)), None)


def _is_answered(question: Improvisation, text: str) -> bool:
    return _answer(question.answers, text) is not None


def _is_blocked_deed(option: Option, text: str) -> bool:
    """Whether the very deed is blocked, and only what it is done to is permitted: `swim to the shore`, `shout hello`."""
    question, head = question_of(option), verb_of(text)
    return bool(head) and matches_any(question.blocks, head) and not matches_any(question.permits, head)


def _is_foreseen_deed(option: Option, text: str, now: Situation) -> bool:
    """Whether the author wrote of the deed, and of what it is done to: `pour the tea` where words were asked for."""
    question = question_of(option)
    of_the_deed = (*question.permits, *(answer.pattern for answer in question.answers))
    return _is_done_to_itsthing(option, text, now) and (
        not wants_words(option) or matches_any(of_the_deed, verb_of(text))
    )


def _is_done_to_itsthing(option: Option, text: str, now: Situation) -> bool:
    heard = said(text)
    if heard is None or heard.question or (wants_words(option) and (is_a_look(heard) or heard.head is None)):
        return False
    return thing_of(option, text, now) == "its"


def _is_done_to_somebody(text: str, now: Situation) -> bool:
    """`shake her`, and neither her hand nor the crumbs off a sleeve."""
    heard = said(text)
    if heard is None or heard.question or is_a_look(heard):
        return False
    what, people = done_to(heard), names_of_people(now.scenario)
    return heard.wording.refers if what is None else what.stem in people


def _names_its_thing(patterns: Iterable[Pattern], text: str) -> bool:
    """Whether a pattern that fits names what the deed is done to, too: `break.*slate`."""
    heard = said(text)
    what = None if heard is None or heard.question else done_to(heard)
    return what is not None and any(pattern.names(what.word) and pattern.matches(text) for pattern in patterns)


def _asks_of_nothing_described(text: str, now: Situation) -> bool:
    """Whether a question is put to somebody, and no `look:` answers it; one about `her` is put to nobody."""
    words = plain_words(text)
    if not is_question(words) or _OF_OTHERS.intersection(words):
        return False
    about = spoken_of(text, now).first
    return about is None or not look_of(about, now)
