"""The same people, and other words for them: another question, a greeting, a raised voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.matching import NAMED, STRANGE
from worlds.rules.verb_kinds import GREETING

if TYPE_CHECKING:
    from worlds.rules.understanding.matching import Match
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.terms import Wording

_SPEAKING: Final = small.TALKING | small.SAYING
_SUBJECTS: Final = word_set("it he she they we you i there that")
_ABOUT: Final = word_set("about")
_THEMSELVES: Final = word_set("she he they")
_HELLO: Final = word_set("hello hi greetings goodbye farewell morning evening afternoon")
_SALUTING: Final = word_set("greet introduce welcome say call")
_VOICES: Final = word_set("whisper mutter shout yell scream holler")
_AS_GOOD_AS_SAID: Final = 0.75
_TO: Final = word_set("to at with")


def says_other_words(said: Said, option: OptionWords, found: Match) -> bool:
    """Whether a text says, asks or offers something else than an option, or only greets."""
    typed, written = said.wording, option.text
    return (
        _speaks_to_a_thing(said, option)
        or _says_something_else(typed, option, found)
        or _asks_of_another_thing(said, option, found)
        or _asks_of_themselves(typed, option)
        or _only_greets(said, option)
        or _says_hello(typed, written)
        or _offers_otherwise(typed, written, found)
        or _only_raises_a_voice(said, option)
    )


def says_more_than_to_whom(option: OptionWords) -> bool:
    """Whether a line says more than whom it is for."""
    return not option.free and any(term.stem not in option.people for term in option.text.terms[1:])


def _says_something_else(typed: Wording, option: OptionWords, found: Match) -> bool:
    """`tell Mrs Oake it will be all right` is not telling her what the chair weighs: a whole sentence is said, and none of it there."""
    if not typed.head_stems & _SPEAKING or not says_more_than_to_whom(option):
        return False
    people = [term.at for term in typed.objects if term.stem in option.people] or [typed.verbs[0].at]
    start = people[-1] + 1
    if not _SUBJECTS.intersection(typed.words[start:-1]):
        return False
    content = [fits for term, fits in zip(typed.terms, found.terms, strict=True) if term.at >= start]
    return max((fits for fits in content), default=0.0) < NAMED and found.whole < _AS_GOOD_AS_SAID


def _asks_of_another_thing(said: Said, option: OptionWords, found: Match) -> bool:
    """`ask her about her egg` is not "Ask her what it is that you have done": no word of the line is about the egg."""
    typed = said.wording
    topic = typed.first_behind(_ABOUT) if typed.head_stems & small.SAYING_OR_ASKING and not option.free else None
    if topic is None or topic not in typed.objects or topic.stem in option.told | option.people:
        return False
    at = typed.objects.index(topic)
    names_its_own = any(
        term.stem not in option.people for term in option.text.objects
    )  # then `it` is none of the topic
    return (found.terms[len(typed.verbs) + at] if names_its_own else found.either[at]) < STRANGE


def _asks_of_themselves(typed: Wording, option: OptionWords) -> bool:
    """`ask her how old she is` is not "Ask her how old the parish is"."""
    subject = next((at for at, word in enumerate(typed.words) if at > 1 and word in _THEMSELVES), None)
    if option.free or subject is None or not typed.head_stems & small.SAYING_OR_ASKING:
        return False
    about_things = any(term.stem not in option.people for term in option.text.objects)
    named = any(term.stem not in option.people and term.at > subject for term in typed.terms)
    return about_things and not named and _THEMSELVES.isdisjoint(option.text.words)


def _only_greets(said: Said, option: OptionWords) -> bool:
    """`nod to Mrs Amble` is a greeting, and agrees with nobody."""
    head, words = said.head, said.wording.words
    if head is None or head.word not in GREETING or not _TO.intersection(words[head.at + 1 : head.at + 2]):
        return False
    only_people = all(term.stem in option.people for term in said.wording.objects)
    return only_people and all(verb.stem != head.stem for verb in option.text.verbs)


def _says_hello(typed: Wording, written: Wording) -> bool:
    """`whisper hello to Mr Jessop` asks him for nothing."""
    greets = bool(_HELLO.intersection(typed.words)) and bool(typed.head_stems & _SPEAKING)
    return greets and not (_HELLO | _SALUTING).intersection(written.words)


def _offers_otherwise(typed: Wording, written: Wording, found: Match) -> bool:
    """`offer to turn the eels` is not "Ask her to render down a pail of eel fat"."""
    if "offer" not in {verb.word for verb in typed.verbs[:1]} or len(typed.verbs) < 2 or "offer" in written.words:
        return False
    return found.terms[1] < STRANGE


def _only_raises_a_voice(said: Said, option: OptionWords) -> bool:
    """`whisper to Etty`, `shout at Mrs Oake`: nothing is said that a line would say, or not in that way."""
    head, typed = said.head, said.wording
    if head is None or head.word not in _VOICES or any(verb.stem == head.stem for verb in option.text.verbs):
        return False
    only_people = bool(typed.objects) and all(term.stem in option.people for term in typed.objects)
    return only_people and ("at" in typed.words or says_more_than_to_whom(option))


def _speaks_to_a_thing(said: Said, option: OptionWords) -> bool:
    """`shout at the door` is not "Knock on the door, and say who you are": there the door is not spoken to."""
    spoken_to = said.wording.first_behind(_TO) if said.wording.head_stems & _SPEAKING else None
    if spoken_to is None or spoken_to.stem not in said.around or spoken_to.stem in option.people:
        return False
    theirs = option.text.first_behind(_TO)
    return theirs is None or theirs.stem != spoken_to.stem
