"""What comes of words that are said to somebody or something: people answer only with what an author wrote for them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules.details import look_of
from worlds.rules.doing import gesture, is_addressed, without_effect
from worlds.rules.harmless_deeds import found
from worlds.rules.intents import deed_in, uses_one_of, verb_at, verb_in
from worlds.rules.lexicon import EMPTY, content_words, singular, words_in
from worlds.rules.names_of_people import name_of
from worlds.rules.nouns import ARTICLES
from worlds.rules.offering import node_of, standing
from worlds.rules.rulings import Finding
from worlds.rules.scene_names import Mention, is_somebody, people_present, shown_offers
from worlds.rules.texts import npcs_at, person_name
from worlds.rules.understanding.english.harmless import HANDLINGS_SAID
from worlds.rules.understanding.english.small_words import TITLES
from worlds.rules.understanding.permitted import wants_words
from worlds.rules.verb_kinds import EVERYBODY, GESTURES, HELPS, SAYING_SO, SPEECH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.mentions import Spoken
    from worlds.rules.names_of_people import Name
    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation

_ABOUT: Final = frozenset(words_in("about of for regarding concerning whether if why how what where when who"))
_IN_WRITING: Final = frozenset(words_in("write send add note letter"))
_PRONOUNS: Final = frozenset(words_in("he she him her his hers"))
_OWNERS: Final = frozenset(words_in("his her their"))
_ARTICLES: Final = ARTICLES - {"her", "his", "its", "their"}
_SPEAKING_STEMS: Final = frozenset(map(singular, SPEECH))
_LOUD: Final = frozenset(words_in("scream yell shout holler"))
_SPEAKER: Final = ("you", "nothing")  # what an author tells of whoever spoke fits no other words


def said_to(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    """What is said is answered in an author's words where there are any, else in the name of whoever does not answer."""
    if not uses_one_of(words, SPEECH):
        return _done_to(words, spoken, now)
    if spoken.first is not None and not is_somebody(spoken.first, now) and deed_in(words) in HANDLINGS_SAID:
        return without_effect(spoken.first, words, now)
    addressed = _addressed(words, spoken, now)
    if addressed is None and verb_in(words) in _LOUD:
        return gesture(now)
    if addressed is None:
        return Finding("stranger") if _calls_a_stranger(words, spoken) else _to_nobody(now)
    if is_somebody(addressed, now):
        return _unanswered_by(addressed, words, spoken, now)
    if verb_in(words) in _LOUD:
        return without_effect(addressed, words, now)
    return found("mute", addressed, look_of(addressed, now))


def _done_to(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    """An offer, a hug, a bow: no words, and somebody to whom it is done, or a thing."""
    here = people_present(now)
    if deed_in(words) in HELPS and here and spoken.person is None:
        return found("helped", here[0], look_of(here[0], now))
    if spoken.person is not None:
        return without_effect(Mention("person", spoken.person), words, now)
    if spoken.first is not None:
        return without_effect(spoken.first, words, now)
    if spoken.missed:
        return Finding("absent")
    if verb_in(words) in GESTURES or "myself" in words:
        return gesture(now)
    return without_effect(here[0], words, now) if len(here) == 1 else _to_nobody(now)


def _to_nobody(now: Situation) -> Finding:
    somebody = people_present(now) or npcs_at(now, now.here)
    return Finding("person" if somebody else "nobody")


def _addressed(words: Sequence[str], spoken: Spoken, now: Situation) -> Mention | None:
    """Whom the words are for: somebody here, a thing that is spoken to, or the only one who is here."""
    if spoken.person is not None:
        return Mention("person", spoken.person)
    what, here = spoken.first, people_present(now)
    if what is not None and is_addressed(what, words, SPEECH) and not _is_topic(what, words):
        return what
    alone = len(here) == 1 and not EVERYBODY & set(words) and not _calls_a_stranger(words, spoken)
    return here[0] if alone else None


def _is_topic(what: Mention, words: Sequence[str]) -> bool:
    """Whether a thing is only what is spoken of: the pins, of "ask about the pins"."""
    head = singular(words_in(what.about.replace("_", " "))[-1])
    at = next((at for at, word in enumerate(words) if singular(word) == head), 0)
    return bool(_ABOUT.intersection(words[:at]))


def _may_be_anothers(what: Mention, whom: Mention, words: Sequence[str], now: Situation) -> bool:
    """Whether a thing is said to be theirs, of which nothing tells that they have it: "ask her about her boots"."""
    head = singular(words_in(what.about.replace("_", " "))[-1])
    is_theirs = any(first in _OWNERS and singular(second) == head for first, second in pairwise(words))
    return is_theirs and head not in {singular(word) for word in words_in(look_of(whom, now))}


def _calls_a_stranger(words: Sequence[str], spoken: Spoken) -> bool:
    """Whether somebody is spoken to of whom the scene knows nothing: "ask the baker"."""
    at = verb_at(words)
    behind = () if at is None else words[at + 1 : at + 3]
    return spoken.missed and bool(_ARTICLES.intersection(behind[:1] if behind[:1] != ("to",) else behind[1:]))


def _unanswered_by(whom: Mention, words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    """By the author's words for what was not understood, else by what there is to tell of what was spoken of, or to say instead."""
    listening = next(filter(None, (_listens(whom, option, now) for option in _wanting_words(now))), "")
    if listening and uses_one_of(words, SAYING_SO):
        return found("listening", whom, listening)
    topic = next((what for what in spoken.mentions if what != whom and _is_topic(what, words)), None)
    told = "" if topic is None or _may_be_anothers(topic, whom, words, now) else look_of(topic, now)
    if told and topic is not None:
        named = topic.called or topic.about
        return (
            replace(found("topical", whom, told), topic=named) if topic.sort == "thing" else found("person", whom, told)
        )
    line = next((text for text in _lines_about_it(words, now) if _is_for(whom, text, now)), "")
    return found("advised", whom, line) if line else found("person", whom, look_of(whom, now))


def _wanting_words(now: Situation) -> list[Option]:
    asking = (option for option in _open_options(now) if option.improvisation is not None and wants_words(option))
    return [option for option in asking if not _IN_WRITING.intersection(words_in(option.text))]


def _listens(whom: Mention, option: Option, now: Situation) -> str:
    """What an author tells of words that come to nothing, where they are for this person and may follow on any of theirs."""
    question = option.improvisation
    fallback = "" if question is None else question.limbo_fallback.strip()
    first, *_ = (*words_in(fallback), "")
    about = f"{fallback} {option.text} {option.narrative}"
    return fallback if fallback and first not in _SPEAKER and _is_for(whom, about, now) else ""


def _is_for(whom: Mention, told: str, now: Situation) -> bool:
    """Whether a text is about this person: by name, or by a pronoun where nobody else is here."""
    words = [singular(word) for word in words_in(told)]
    if whom.sort != "person":
        return bool(_PRONOUNS.intersection(words) or {singular(word) for word in words_in(whom.about)} & set(words))
    called = name_of(person_name(now.scenario, whom.about))
    names = {called, *((word,) for word in called if word not in TITLES and word not in EMPTY)}
    stands = [at for name in names for at in range(len(words)) if tuple(words[at : at + len(name)]) == name]
    if any(not _is_titled_otherwise(words[:at], called) for at in stands):
        return True
    return len(npcs_at(now, now.here)) == 1 and bool(_PRONOUNS.intersection(words))


def _is_titled_otherwise(before: Sequence[str], called: Name) -> bool:
    """Whether it is Miss Tarrow who is named, and Mrs Tarrow who is meant."""
    return bool(TITLES.intersection(before[-1:])) and before[-1] not in called and bool(TITLES.intersection(called))


def _lines_about_it(words: Sequence[str], now: Situation) -> Iterator[str]:
    """The texts of lines that begin by speaking, and name something that was spoken of; others would change the subject."""
    said = content_words(words) - _SPEAKING_STEMS - frozenset(map(singular, _names(now)))
    return (option.text for option in _spoken_lines(now) if said & content_words(words_in(option.text)))


def _names(now: Situation) -> Iterator[str]:
    return (word for npc in npcs_at(now, now.here) for word in words_in(person_name(now.scenario, npc)))


def _spoken_lines(now: Situation) -> list[Option]:
    """The lines that begin by speaking: "Ask her", "Say good evening"."""
    return [option for option in _open_options(now) if words_in(option.text)[:1] and words_in(option.text)[0] in SPEECH]


def _open_options(now: Situation) -> list[Option]:
    shown = {offer.option.id for offer in shown_offers(now)}
    return [option for option in node_of(now).options if option.id in shown and standing(option, now).open]
