"""Where ways lead, for whoever goes where none is: up, down, or in a direction."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules import places, texts
from worlds.rules.lexicon import words_in
from worlds.rules.scene_names import shown_offers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.situation import Situation

_UPWARDS: Final = frozenset({"up", "upward", "upwards", "higher"})
_CLIMBED: Final = frozenset(words_in("climb ladder stair stairs steps rope shaft"))
_HERE: Final = frozenset({"here", "there"})


def ways_told(now: Situation) -> str:
    """Where the ways out lead, as far as a player may know; empty where there are none."""
    names = [f"{texts.inside_sentence(way.name)}{' (closed)' if way.locked else ''}" for way in places.exits(now)]
    return f"Ways lead to {texts.listing(names)}." if names else ""


def upright_way(words: Sequence[str], now: Situation) -> str:
    """That no line leads up, or down, and the one that leads the other way; empty where there is no telling."""
    there = "up" if _UPWARDS.intersection(words) else "down" if "down" in words else ""
    other = "down" if there == "up" else "up"
    lines = [offer.option.text for offer in shown_offers(now)]
    back = next((line for line in lines if other in words_in(line) and _CLIMBED.intersection(words_in(line))), "")
    if not there or not back or any(_leads(there, words_in(line)) for line in lines):
        return ""
    return f"You see no way {there} from here. What you can do here: “{back}”."


def _leads(there: str, words: Sequence[str]) -> bool:
    """Whether a line leads up, or down; `stay up here` does not."""
    return any(word == there and after not in _HERE for word, after in pairwise((*words, "")))
