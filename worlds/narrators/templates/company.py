"""Who is here, as far as the story is telling of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from worlds.narrators.templates.english.vocabulary import GONE
from worlds.rules.lexicon import words_in
from worlds.rules.texts import npcs_at

if TYPE_CHECKING:
    from worlds.rules.situation import Situation

_GONE: Final = re.compile(rf"\b(?:{GONE})\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")


def company(now: Situation, text: str, told: str) -> Iterator[str]:
    """Who could be spoken of, the likeliest first: named by the player, named in what was told, or come here since.

    Somebody who lives here, and of whom neither speaks, may be out of the scene: many nodes share one place.
    """
    here = [npc for npc in npcs_at(now, now.here) if not _is_gone(npc, told)]
    typed = in_order(here, text)
    yield from typed
    if not typed and in_order(set(now.state.world.npc_locations).difference(here), text):
        return  # the player has somebody else in mind
    known = [npc for npc in in_order(here, told) if npc not in typed]
    yield from known
    yield from (npc for npc in here if npc not in typed and npc not in known and _has_come(npc, now))


def in_order(npcs: Iterable[str], text: str) -> list[str]:
    """Those of `npcs` whom a text names, in its order."""
    words = words_in(text)
    places = {npc: min((words.index(part) for part in _parts(npc) if part in words), default=-1) for npc in npcs}
    return sorted((npc for npc in places if places[npc] >= 0), key=lambda npc: (places[npc], npc))


def _parts(npc: str) -> list[str]:
    return [part for part in words_in(npc.replace("_", " ")) if len(part) > 2]


def _has_come(npc: str, now: Situation) -> bool:
    return now.scenario.opening.npc_locations.get(npc) != now.here


def _is_gone(npc: str, told: str) -> bool:
    """Whether the story has just said that they lie dead, sleep, or have gone; the rules need not know."""
    return any(in_order([npc], sentence) and _GONE.search(sentence) for sentence in _SENTENCE.split(told))
