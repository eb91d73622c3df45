"""Who is who: the words that name people, in a story and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules import texts
from worlds.rules.lexicon import known_npcs
from worlds.rules.understanding.english.small_words import PERSONS
from worlds.rules.understanding.english.tables import stem
from worlds.rules.understanding.plain_words import plain_words

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario


def names_of_people(scenario: Scenario) -> frozenset[str]:
    """The stems of every word by which people of a story are named, worked out once for it."""
    known = scenario.memory.get("people")
    if not isinstance(known, frozenset):
        known = scenario.memory["people"] = PERSONS | frozenset(map(stem, _words(scenario)))
    return known


def _words(scenario: Scenario) -> set[str]:
    called = (f"{texts.person_name(scenario, npc)} {npc.replace('_', ' ')}" for npc in known_npcs(scenario))
    return {word for name in called for word in plain_words(name)}
