"""The same words, and another deed: a line names these people and things, and does something else with them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.alike import A_KIND, is_slip
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import FAMILY_GROUPS, LOOKING, NONE, is_verb, stem
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.matching import NAMED, STRANGE
from worlds.rules.understanding.vetoes import SEEING
from worlds.rules.verb_kinds import GREETING, VERBS_OF_INTENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.understanding.matching import Match
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.terms import Term, Wording

_SPEAKING: Final = small.TALKING | small.SAYING
_SUBJECTS: Final = word_set("it he she they we you i there that")
_ROUND: Final = word_set("round around past")
_TO: Final = word_set("to at with")
_ABOUT: Final = word_set("about")
_THEMSELVES: Final = word_set("she he they")
_HELLO: Final = word_set("hello hi greetings goodbye farewell morning evening afternoon")
_SALUTING: Final = word_set("greet introduce welcome say call")
_OF_OTHERS: Final = word_set("his her their")
_UPRIGHT: Final = frozenset({("stand", "up"), ("sit", "up"), ("stand", "straight")})
_THE_SAME: Final = 0.5
_AS_GOOD_AS_SAID: Final = 0.75
_OPEN: Final = small.GENERIC | small.LEADING
_SHORT: Final = 2  # words: a verb, and what it is done to
_AFTER_QUALITIES: Final = word_set("for of about to")  # `ready for` is no deed


def is_about_something_else(said: Said, option: OptionWords, found: Match) -> bool:
    """Whether a text does something else than an option with the same people and things, or the same with others."""
    return (
        _is_another_deed(said, option, found)
        or is_done_to_other_things(said, option, found)
        or _is_somebody_else(said, option)
        or _speaks_to_a_thing(said, option)
        or _goes_round_it(said.wording, option.text)
        or _is_said_by_the_way(said.wording, option, found)
        or _says_something_else(said.wording, option, found)
        or _asks_of_another_thing(said, option, found)
        or _asks_of_themselves(said.wording, option)
        or _gets_up(said.wording, option.text)
        or _only_greets(said, option)
        or _says_hello(said.wording, option.text)
        or _is_with_ones_own(said.wording, option.text)
    )


def _is_another_deed(said: Said, option: OptionWords, found: Match) -> bool:
    """A verb is known, and nothing that the option does is like it: that it names the same people and things is not enough."""
    head = said.head
    return (
        head is not None
        and _is_surely_a_verb(head, said.wording.words, found)
        and head.stem not in small.GENERIC
        and not (head.stem in LOOKING and any(verb.stem in SEEING for verb in option.text.verbs))
        and (max(found.verb, found.deeds) < STRANGE or _is_only_of_a_kind(head, option, found))
        and (found.whole < _AS_GOOD_AS_SAID or _is_alike_by_its_thing(said, option, found))
    )


def _is_only_of_a_kind(head: Term, option: OptionWords, found: Match) -> bool:
    """`count the step` is of a kind with seeing, and "Sit on the step and see" begins with another verb."""
    first = option.text.verbs[0].stem if option.text.verbs else ""
    if max(found.verb, found.deeds) > A_KIND or (len(found.objects) > 1 and min(found.objects) >= NAMED):
        return False
    return not FAMILY_GROUPS.get(head.stem, NONE) & FAMILY_GROUPS.get(first, NONE)


def _is_alike_by_its_thing(said: Said, option: OptionWords, found: Match) -> bool:
    """`polish the pole` is much like "Take the pole" as a whole, and `sell the ladder` like "Try the ladder", for the thing alone."""
    both_short = max(len(said.wording.terms), len(option.text.terms)) <= _SHORT
    leaves_open = bool(option.text.head_stems & _OPEN) and _is_open(said)
    return found.verb < STRANGE and both_short and not leaves_open and max(found.objects, default=0.0) >= NAMED


def _is_open(said: Said) -> bool:
    """Whether a verb is one that goes somewhere, or leaves open what is done."""
    head = said.head
    return head is None or head.stem in _OPEN | {"take"} or head.stem.partition("_")[0] in small.MOTION


def _is_surely_a_verb(head: Term, words: Sequence[str], found: Match) -> bool:
    """One that we know; of others we only know what they are not like, and that with vectors alone."""
    if is_verb(head.stem) or head.word in VERBS_OF_INTENT:
        return True
    after = words[head.at + 1 : head.at + 2]
    return found.whole != 0.0 and not _AFTER_QUALITIES.intersection(after) and not is_slip(head.word)


def is_done_to_other_things(said: Said, option: OptionWords, found: Match) -> bool:
    """None of the things near the typed verb is the option's, and the whole is not the same in other words.

    Where an option says more than whom it is done to, the person alone is not what it is about.
    """
    if said.leaves and option.leaves:
        return False
    typed = said.wording
    asked = typed.head_stems & small.SAYING_OR_ASKING
    places = range(len(typed.objects)) if asked else found.core  # `for a kiss` is what somebody is asked
    near = [(typed.objects[at], found.either[at]) for at in places]
    if _says_more_than_to_whom(option):
        near = [(term, fits) for term, fits in near if term.stem not in option.people]
        near += _what_is_said(said, found)
    if not near or max(fits for _, fits in near) >= STRANGE:
        return False
    if any(term.stem in option.scene or term.stem in said.around for term, _ in near):
        return True
    return _is_owned(typed, option) or (not found.told and found.whole < _THE_SAME)


def _is_owned(typed: Wording, option: OptionWords) -> bool:
    """`admire Mr Pell's boots` is about what is his, and not about him."""
    owners = {term.at + 1 for term in typed.objects if term.stem in option.people}
    return typed.direct is not None and typed.direct.at in owners and typed.direct.stem not in option.people


def _says_more_than_to_whom(option: OptionWords) -> bool:
    return not option.free and any(term.stem not in option.people for term in option.text.terms[1:])


def _what_is_said(said: Said, found: Match) -> list[tuple[Term, float]]:
    """What somebody is asked or told to do: `dance` of "ask her to dance"."""
    if not said.wording.head_stems & small.SAYING_OR_ASKING:
        return []
    verbs = said.wording.verbs
    return [(verb, found.terms[at]) for at, verb in enumerate(verbs) if at]


def _is_somebody_else(said: Said, option: OptionWords) -> bool:
    """Whether people of one name are told apart by their titles: `weigh Mrs Tarrow`, and "Say good evening to Miss Tarrow"."""
    typed, written = _titled(said.wording), _titled(option.text)
    return any(name in written and titles.isdisjoint(written[name]) for name, titles in typed.items())


def _is_said_by_the_way(typed: Wording, option: OptionWords, found: Match) -> bool:
    """`bring her more tea` is not taking the wheel "for as long as it takes her to drink her tea"."""
    verbs = {verb.stem for verb in typed.verbs}
    return found.said_by_the_way and not option.free and option.by_the_way.isdisjoint(verbs)


def _says_something_else(typed: Wording, option: OptionWords, found: Match) -> bool:
    """`tell Mrs Oake it will be all right` is not telling her what the chair weighs: a whole sentence is said, and none of it there."""
    if not typed.head_stems & _SPEAKING or not _says_more_than_to_whom(option):
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


def _gets_up(typed: Wording, written: Wording) -> bool:
    """`stand up` is not standing somewhere."""
    return any(pair in _UPRIGHT for pair in pairwise(typed.words)) and "up" not in written.words


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


def _is_with_ones_own(typed: Wording, written: Wording) -> bool:
    """`take off my hat` is not "Leave him to his hat"."""
    mine = {after for word, after in pairwise(typed.words) if word == "my"}
    return any(word in _OF_OTHERS and after in mine for word, after in pairwise(written.words))


def _goes_round_it(typed: Wording, written: Wording) -> bool:
    """`walk round the egg` does nothing with the egg."""
    passed = typed.first_behind(_ROUND)
    if passed is None or _ROUND.intersection(written.words):
        return False
    return any(term.stem == passed.stem for term in written.objects)


def _titled(told: Wording) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for title, name in pairwise(told.words):
        if title in small.TITLES:
            found.setdefault(stem(name), set()).add(title)
    return found


def _speaks_to_a_thing(said: Said, option: OptionWords) -> bool:
    """`shout at the door` is not "Knock on the door, and say who you are": there the door is not spoken to."""
    spoken_to = said.wording.first_behind(_TO) if said.wording.head_stems & _SPEAKING else None
    if spoken_to is None or spoken_to.stem not in said.around or spoken_to.stem in option.people:
        return False
    theirs = option.text.first_behind(_TO)
    return theirs is None or theirs.stem != spoken_to.stem
