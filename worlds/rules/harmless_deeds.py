"""Deeds that are done as they were meant, for they leave no trace: a gesture, a seat taken for a moment, a pat."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from worlds.rules import texts
from worlds.rules.details import is_told_gone, look_of
from worlds.rules.intents import deed_at, deed_in, is_done_to_oneself
from worlds.rules.lexicon import singular, words_in
from worlds.rules.names_of_people import names_of_person
from worlds.rules.nouns import ARTICLES
from worlds.rules.rulings import Finding
from worlds.rules.scene_names import described_by, is_animal, is_somebody, told_here
from worlds.rules.understanding.english.harmless import (
    FONDLINGS_SAID,
    GESTURES_SAID,
    HANDLINGS_SAID,
    POSTURES_SAID,
    STROLLS_SAID,
)
from worlds.rules.verb_kinds import DRINKING, FAMILIARITIES, GIVING, GREETING, HARMLESS, HELPS, THROWING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.mentions import Spoken
    from worlds.rules.rulings import Reason
    from worlds.rules.scene_names import Mention
    from worlds.rules.situation import Situation

FOR: Final = "for"
# So low that anybody can stand on it.
_LOW: Final = frozenset(
    words_in(
        "chair stool table bench bed bunk chest counter crate box barrel bin step stone trunk sofa pew seat hassock"
    )
)
ALONG: Final = frozenset(words_in("along round around beside by towards"))
_SEATED: Final = re.compile(r"\b(?:sits|sat|sitting|lies|lying|lives|sleeps|asleep|kneels|perched)\b", re.IGNORECASE)
_SITTER: Final = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_HANDS: Final = frozenset({"hand", "hands", "arm"})
_REACHING: Final = frozenset(words_in("offer hold give shake take reach extend put lay place"))


_TYING: Final = frozenset(words_in("tie fasten attach hitch knot loop lash bind hook"))
_CORDS: Final = frozenset(words_in("line rope cord string twine ribbon thread cable chain scarf lace wire strap belt"))
_SOURCES: Final = frozenset(words_in("pump well fountain tap spring stream brook river lake pool"))
_VESSELS: Final = frozenset(words_in("bucket pail trough butt barrel jug basin"))
_DRY: Final = re.compile(r"\b(?:dry|empty|frozen|no water|dead|broken|foul|poison\w*)\b", re.IGNORECASE)
_WATER: Final = re.compile(r"\bwater\b", re.IGNORECASE)


def found(reason: Reason, what: Mention, told: str = "") -> Finding:
    return Finding(reason, what.sort, what.about, told, called=what.called)


def done_as_meant(what: Mention, told: str, words: Sequence[str], now: Situation) -> Finding | None:
    """What is simply done to a thing; None where it is not. `told` is the author's text about it, if any."""
    deed = deed_in(words)
    if takes_a_place(words):
        return replace(found("rested", what, told), taken=_is_taken(what, now))
    if _is_drunk_from(what, words, now):
        return found("harmless", what, told)
    strolls = deed in STROLLS_SAID and bool(ALONG.intersection(words))
    fondles = deed in FONDLINGS_SAID and is_animal(what, now)
    if not (strolls or fondles or needs_nothing(words)) or is_told_gone(what, now):
        return None
    whole = None if told else described_by(what, now)
    return found("harmless", what, told or ("" if whole is None else look_of(whole, now)))


def _is_drunk_from(what: Mention, words: Sequence[str], now: Situation) -> bool:
    """`drink from the pump`: there is no less water for it; nothing is drunk of what the author tells is dry."""
    head = singular(words_in(what.about.replace("_", " "))[-1])
    named = (one for one in re.split(r"(?<=[.!?])\s+", told_here(now)) if head in map(singular, words_in(one)))
    told = " ".join((look_of(what, now), *named))
    if deed_in(words) not in DRINKING or _DRY.search(told):
        return False
    return head in _SOURCES | {"water"} or (head in _VESSELS and _WATER.search(told) is not None)


def fastened(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding | None:
    """`tie the line to the bunk`: done, and undone, where the line is here to be had; None for anything else."""
    if len(spoken.mentions) < 2 or deed_in(words) not in _TYING:
        return None
    what, other = spoken.mentions[:2]
    if what.sort != "item" or not _CORDS.intersection(
        map(singular, words_in(texts.item_name(now.scenario, what.about)))
    ):
        return None
    if other.sort != "thing" or is_somebody(other, now):
        return None
    told, one = other.called or other.about, singular(other.called or other.about)
    is_one_of_them = told == f"{one}s" and one in words
    return replace(found("fastened", what, look_of(what, now)), topic=one if is_one_of_them else told)


def is_too_high(what: Mention, words: Sequence[str]) -> bool:
    """Whether something is climbed that nobody could stand on for a moment."""
    return deed_in(words) == "climb_on" and _LOW.isdisjoint(map(singular, words_in(what.about)))


def takes_a_place(words: Sequence[str]) -> bool:
    """Whether somebody sits, lies, leans or hides somewhere."""
    deed = deed_in(words)
    return deed in POSTURES_SAID and not _is_laid_away(words, deed)


def needs_nothing(words: Sequence[str]) -> bool:
    """Whether a deed needs no tool and leaves no trace: whoever types it has done it."""
    deed = deed_in(words)
    return deed in GESTURES_SAID or deed in HANDLINGS_SAID or deed in HARMLESS or is_done_to_oneself(words)


def _is_laid_away(words: Sequence[str], deed: str) -> bool:
    """`hide a quince in my pocket` hides the quince."""
    at = deed_at(words)
    return deed == "hide" and at is not None and bool(ARTICLES.intersection(words[at + 1 : at + 2]))


def _is_taken(what: Mention, now: Situation) -> bool:
    """Whether somebody has that seat already, as far as the scene tells."""
    head = singular(words_in(what.about)[-1])
    names = {word for npc in texts.npcs_at(now, now.here) for name in names_of_person(npc, now) for word in name}
    told = re.split(r"(?<=[.!?])\s+", told_here(now))
    seated = (one for one in told if _SEATED.search(one) and (_SITTER.search(one) or names & set(words_in(one))))
    return any(head in map(singular, words_in(one)) for one in seated) or bool(
        names & set(words_in(look_of(what, now)))
    )


def with_somebody(what: Mention, words: Sequence[str], now: Situation) -> Reason:
    """What comes of a deed that is done to a person, or a beast."""
    deed = deed_in(words)
    if deed in POSTURES_SAID:
        return "rested"
    if deed in THROWING:
        return "touched"
    if deed in FAMILIARITIES or deed in FONDLINGS_SAID:
        return "greeted" if is_animal(what, now) else "familiar" if deed in FAMILIARITIES else "touched"
    if needs_nothing(words) or deed in GREETING or _holds_out_a_hand(words):
        return "greeted"
    if deed in HELPS or FOR in words:
        return "helped"
    return "ungiven" if deed in GIVING else "touched"


def _holds_out_a_hand(words: Sequence[str]) -> bool:
    return bool(_HANDS.intersection(words)) and bool(_REACHING.intersection(words))
