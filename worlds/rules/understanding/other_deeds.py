"""The same words, and another deed: a line names these people and things, and does something else with them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.alike import A_KIND, is_slip
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import FAMILY_GROUPS, LOOKING, NONE, is_verb, stem
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.matching import NAMED, STRANGE
from worlds.rules.understanding.other_words import says_more_than_to_whom, says_other_words
from worlds.rules.understanding.vetoes import SEEING
from worlds.rules.verb_kinds import VERBS_OF_INTENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.understanding.matching import Match
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.terms import Term, Wording

_ROUND: Final = word_set("round around past")
_AWAY: Final = word_set("up down away back behind")
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
        or _goes_round_it(said.wording, option.text)
        or _is_said_by_the_way(said.wording, option, found)
        or _gets_up(said.wording, option.text)
        or _is_with_ones_own(said.wording, option.text)
        or says_other_words(said, option, found)
        or _looks_another_way(said.wording, option.text)
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
    if says_more_than_to_whom(option):
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


def _gets_up(typed: Wording, written: Wording) -> bool:
    """`stand up` is not standing somewhere."""
    return any(pair in _UPRIGHT for pair in pairwise(typed.words)) and "up" not in written.words


def _is_with_ones_own(typed: Wording, written: Wording) -> bool:
    """`take off my hat` is not "Leave him to his hat"."""
    mine = {after for word, after in pairwise(typed.words) if word == "my"}
    return any(word in _OF_OTHERS and after in mine for word, after in pairwise(written.words))


def _looks_another_way(typed: Wording, written: Wording) -> bool:
    """`look up` is not looking at the floor."""
    looks = bool(typed.verbs) and typed.verbs[0].word == "look" and not typed.objects
    return looks and bool(_AWAY.intersection(typed.words)) and _AWAY.isdisjoint(written.words)


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
