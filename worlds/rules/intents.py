"""What kind of thing a typed text asks for, told by its words alone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules.lexicon import singular, words_in
from worlds.rules.nouns import ABOUT_ONESELF, ARTICLES, JOINTS
from worlds.rules.understanding.english.harmless import AS_NOUNS, SAYINGS
from worlds.rules.verb_kinds import (
    ACT,
    EXPLORE,
    GESTURES,
    INTERACT,
    LIMBO,
    MAKING,
    OVERREACH,
    OWN_VERBS,
    QUESTIONS,
    ROUGH,
    VERBS_OF_INTENT,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.rulings import Intention

_BIDDING: Final = frozenset(words_in("ask tell beg invite request persuade convince order"))
_GLANCES: Final = frozenset(words_in("look glance peek sniff taste feel listen stare check search touch"))
_TO_SLEEP: Final = frozenset({"sleep", "bed"})
_TO_SLEEP_AGAIN: Final = frozenset({"to", "sleep"})
_BODY: Final = frozenset(words_in("hand finger thumb arm elbow shoulder head foot ear cheek eye palm fist knee leg"))
_LAYING: Final = frozenset(words_in("put lay place rest press hold set lean"))
_BETWEEN: Final = frozenset(words_in("my own a an one both left right up down out off on back in together over"))
_SAYING_NOTHING: Final = frozenset(words_in("give have take make do let raise pull"))
_TRYING: Final = frozenset({"try", "attempt"})
_TIDYING: Final = frozenset(words_in("fold unfold straighten tidy adjust smooth brush clean wipe"))
_PLACED: Final = {
    **{(verb, where): "climb_on" for verb in ("climb", "jump", "hop", "step", "clamber") for where in ("on", "onto")},
    **{("stamp", article): "mark" for article in ("a", "the", "my")},
}
_SIGNED: Final = frozenset({"name", "initials"})
# A verb, what stands behind it, and what is done then: what is blown out or knocked over is not as it was.
_TURNS: Final = (
    ("blow", frozenset({"kiss"}), "kissing"),
    ("put", frozenset({"pocket", "pockets", "bag"}), "take"),
    *((verb, frozenset({"knees"}), "kneel") for verb in ("drop", "fall", "get", "go", "sink")),
    ("stand", frozenset({"up", "upright", "straight"}), "rise"),
    ("sit", frozenset({"up", "upright"}), "sit_up"),
    ("blow", frozenset({"out", "up"}), "extinguish"),
    ("knock", frozenset({"over", "down", "off", "out"}), "turn"),
    ("rub", frozenset({"out", "off"}), "turn"),
    ("skip", frozenset({"stone", "stones", "pebble", "pebbles"}), "throw"),
)
_LEAD_INS: Final = frozenset(words_in("i we please then now just quickly slowly carefully try to want and let me us"))
_THE: Final = frozenset({"the", "a", "an"})


def intention_of(words: Sequence[str]) -> Intention:
    """How a text means to meet the story; looking comes before talking, talking before waiting, waiting before doing.

    Whoever is asked to look at something is spoken to.
    """
    if verb_in(words) in _BIDDING:
        return "interact"
    if verb_in(words) in MAKING or (is_done_to_oneself(words) and not _ends_in_a_look(words)):
        return "act"
    verbs = {base(word) for at, word in enumerate(words) if not _THE.intersection(words[:at][-1:])}
    if verbs & EXPLORE:
        return "explore"
    if verbs & INTERACT:
        return "interact"
    if verbs & LIMBO:
        return "limbo"
    return (
        "act"
        if verbs & (ACT | GESTURES | OVERREACH | ROUGH)
        or _announces_a_deed(words)
        or _does_to_something(words)
        or deed_in(words) in SAYINGS
        else "limbo"
    )


def _ends_in_a_look(words: Sequence[str]) -> bool:
    """Whether what is done is done to see or to hear something: "put my ear to the door and listen"."""
    return any(first == "and" and base(second) in EXPLORE for first, second in pairwise(words))


def verb_at(words: Sequence[str]) -> int | None:
    """Where the verb of a text stands: its first one that we know, else the word that it begins with."""
    known = (
        at
        for at, word in enumerate(words)
        if base(word) in VERBS_OF_INTENT and not _THE.intersection(words[:at][-1:]) and not _only_tries(words, at)
    )
    opening = next((at for at, word in enumerate(words) if word not in _LEAD_INS), len(words))
    begins = opening if opening + 1 < len(words) and words[opening] not in _THE else None
    return next(known, begins)


def _only_tries(words: Sequence[str], at: int) -> bool:
    """Whether what is tried comes after it: "try to stand up"."""
    return base(words[at]) in _TRYING and bool({"to", "and"}.intersection(words[at + 1 : at + 2]))


def verb_in(words: Sequence[str]) -> str:
    """The verb of a text without its ending; empty where there is none."""
    at = verb_at(words)
    if at is None:
        return ""
    sleeps = base(words[at]) in {"go", "get"} and _TO_SLEEP.intersection(words[at + 1 :]) and "to" in words[at + 1 :]
    return "sleep" if sleeps else base(words[at])


def deed_at(words: Sequence[str]) -> int | None:
    """Where a text says what is done: the verb, or the noun that it takes: the nap, of "have a nap"."""
    at = verb_at(words)
    if at is None:
        return 0 if words and words[0] in SAYINGS else None
    if base(words[at]) not in _SAYING_NOTHING:
        return at
    behind = range(at + 1, min(at + 5, len(words)))
    return next((place for place in behind if _is_a_deed(words, place)), at)


def _is_a_deed(words: Sequence[str], place: int) -> bool:
    return words[place] in AS_NOUNS or (words[place] in SAYINGS and words[place - 1] in {"a", "another"})


def deed_in(words: Sequence[str]) -> str:
    """What a text says is done, as a verb without its ending; empty where it says nothing of the kind."""
    at = deed_at(words)
    if at is None:
        return ""
    if verb_in(words) == "sleep" or _TO_SLEEP_AGAIN.issubset(words):
        return "sleep"
    deed = AS_NOUNS.get(words[at], base(words[at])) if at != verb_at(words) else base(words[at])
    return _turned(deed, words[at + 1 :])


def _turned(deed: str, after: Sequence[str]) -> str:
    """What a verb comes to by what is behind it: to blow a kiss, to drink to something, to put a coat on."""
    first, last = (after[0], after[-1]) if after else ("", "")
    if deed in {"put", "try"} and "on" in {first, last}:
        return "wear"
    if (deed, first) in _PLACED:
        return _PLACED[deed, first]
    if first == "my" and _SIGNED.intersection(after):
        return "write"  # to chalk, or scratch, one's name somewhere
    if deed == "offer" and first == "to":
        return "help"
    if deed == "drink" and first == "to":
        return "toast"
    if deed == "clap" and "on" in after and any(singular(word) in ABOUT_ONESELF for word in after):
        return "pat"
    return next((other for verb, words, other in _TURNS if deed == verb and words.intersection(after)), deed)


def own_verb_at(words: Sequence[str]) -> int | None:
    """Where the verb stands of what one does with what is one's own: `wet my finger` begins with it."""
    return 0 if words and words[0] in OWN_VERBS else verb_at(words)


def is_of_ones_own(words: Sequence[str], at: int) -> int | None:
    """Where the noun stands of what everybody has about them, and does something with: the feet, of "put my feet up"."""
    if base(words[at]) not in OWN_VERBS | VERBS_OF_INTENT or base(words[at]) in ROUGH:
        return None
    for place in range(at + 2, min(at + 6, len(words))):
        owned = singular(words[place])
        if words[place - 1] in {"my", "own", "both"} and owned in ABOUT_ONESELF:
            return place if _BETWEEN.issuperset(words[at + 1 : place]) else None
        if words[place - 1] in {"a", "an", "one"} and owned in _BODY and base(words[at]) in _LAYING:
            return place if _BETWEEN.issuperset(words[at + 1 : place]) else None
    return None


def is_done_to_oneself(words: Sequence[str]) -> bool:
    """`straighten my tie`, `breathe on my hands`, `tidy my things`: nothing of the scene is any different for it."""
    at = own_verb_at(words)
    return at is not None and (tidies_ones_own(words) or is_of_ones_own(words, at) is not None)


def tidies_ones_own(words: Sequence[str]) -> bool:
    """`fold my napkin`: whatever it is, nobody else is any the worse for it."""
    at = own_verb_at(words)
    return at is not None and base(words[at]) in _TIDYING and tuple(words[at + 1 : at + 2]) == ("my",)


def takes_a_look(words: Sequence[str]) -> bool:
    """Whether a text looks at something by a noun: "take a look at the stove"; a notice that is burned is no look."""
    return any(word in _GLANCES and words[at - 1] in {"a", "another"} for at, word in enumerate(words) if at)


def uses_one_of(words: Sequence[str], verbs: frozenset[str]) -> bool:
    """Whether one of the words is one of these verbs; behind an article it is a noun: a bite of a bun."""
    return any(base(word) in verbs and not _THE.intersection(words[:at][-1:]) for at, word in enumerate(words))


def overreaches(words: Sequence[str]) -> bool:
    return uses_one_of(words, OVERREACH)


def _announces_a_deed(words: Sequence[str]) -> bool:
    first, second = (*words[:2], "", "")[:2]
    return (first == "i" and bool(second)) or ("want" in words and "to" in words)


def _does_to_something(words: Sequence[str]) -> bool:
    """Whether a word that we do not know as a verb stands like one: "warm my hands"."""
    return len(words) > 2 and words[0] not in JOINTS | ARTICLES | QUESTIONS and words[1] in ARTICLES


def base(word: str) -> str:
    """`asking` is asking somebody: the verb without its ending."""
    return word[:-3] if len(word) > 5 and word.endswith("ing") else word
