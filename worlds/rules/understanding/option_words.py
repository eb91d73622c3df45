"""The words of every option, taken apart once for each scenario: of its text, and of what belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from worlds.rules.effects import GainItem, MoveTo
from worlds.rules.understanding.english.small_words import ACCEPTING, ASKING, DECLINING, LEADING, SAYING_OR_ASKING
from worlds.rules.understanding.english.tables import stem
from worlds.rules.understanding.long_form import long_form
from worlds.rules.understanding.people import names_of_people
from worlds.rules.understanding.plain_words import plain_words
from worlds.rules.understanding.terms import MEANTIME, Wording
from worlds.rules.understanding.wording import wording

_SEGMENTS: Final = re.compile("[,;:]")

if TYPE_CHECKING:
    from worlds.rules.scenario import Node, Option, Scenario
    from worlds.rules.understanding.terms import Term


@dataclass(frozen=True, slots=True)
class OptionWords:
    """`named`: words of its id, of the place it leads to and of the item it brings. `told`: of what is told on picking it."""

    id: str
    text: Wording
    asks: bool  # it asks somebody something
    declines: bool  # it turns something down, or leaves it be
    answers: str  # "yes" or "no", where it is an answer
    leaves: bool  # it leads away, by its words or its effects
    moves: bool  # it leads to another place
    stands_for: frozenset[str]  # stems that `it` or `her` in its text may stand for ...
    stands_beside: frozenset[
        str
    ]  # ... and those that it may stand for where a noun before it was said: the bell, of "Swing the maul at her"
    before_it: frozenset[str]  # the stems of these nouns
    named: tuple[Term, ...]
    told: frozenset[str]  # stems
    people: frozenset[str]  # stems of the names of people in the story
    scene: frozenset[str]  # stems of the nouns of its scene that have a text of their own
    free: bool  # it takes any words
    by_the_way: frozenset[str]  # stems that only say until when, while what or why


def words_of(scenario: Scenario, node: Node, option: Option) -> OptionWords:
    """Worked out at the first look, for each text that the option may have."""
    known = cast("dict[tuple[str, str, str], OptionWords]", scenario.memory.setdefault("option words", {}))
    key = (node.id, option.id, option.text)
    found = known.get(key)
    if found is None:
        found = known[key] = _words(scenario, node, option)
    return found


def _words(scenario: Scenario, node: Node, option: Option) -> OptionWords:
    text = wording(long_form(plain_words(option.text)))
    stems = {verb.stem for verb in text.verbs}
    declines = bool(stems & DECLINING) or text.negated
    people = names_of_people(scenario)
    moves = any(isinstance(effect, MoveTo) for effect in option.consequences)
    return OptionWords(
        id=option.id,
        text=text,
        asks=bool(stems & ASKING),
        declines=declines,
        answers="no" if declines else "yes" if stems & ACCEPTING else "",
        leaves=moves or bool(text.head_stems & LEADING),
        moves=moves,
        stands_for=_stood_for(text, _told_of(node), people),
        stands_beside=_told_of(node) if text.refers else frozenset(),
        before_it=_before_it(text),
        named=wording(plain_words(" ".join(_names(scenario, option)))).terms,
        told=frozenset(term.stem for term in wording(plain_words(option.narrative)).terms),
        people=people,
        scene=frozenset(stem(word) for noun in node.look for word in plain_words(noun)),
        free=option.improvisation is not None,
        by_the_way=_by_the_way(option.text),
    )


def _by_the_way(text: str) -> frozenset[str]:
    """The stems behind `until`, `while` and the like, up to the next comma, that stand nowhere else in a line."""
    main, aside = set[str](), set[str]()
    for segment in _SEGMENTS.split(text):
        words = list(map(stem, plain_words(segment)))
        start = next((at for at, word in enumerate(words) if at and word in MEANTIME), len(words))
        main.update(words[:start])
        aside.update(words[start:])
    return frozenset(aside - main)


def _stood_for(text: Wording, told: frozenset[str], people: frozenset[str]) -> frozenset[str]:
    """`it`, and `her` of a ship or a bell, may be anything that is told of; `him` is a person, and so is who is asked.

    Behind a noun of the line `it` is that noun: "Open the lantern and see what it wants".
    """
    pronouns, behind_a_noun = text.stand_ins, bool(_before_it(text))
    if not pronouns:
        return frozenset()
    if {"it", "them"}.intersection(pronouns.values()) and not behind_a_noun:
        return told
    speaks = bool(text.head_stems & SAYING_OR_ASKING)
    return told if "her" in pronouns.values() and not (behind_a_noun or speaks) else told & people


def _before_it(text: Wording) -> frozenset[str]:
    return frozenset(term.stem for term in text.objects if text.stand_ins and term.at < min(text.stand_ins))


def _told_of(node: Node) -> frozenset[str]:
    told = wording(plain_words(f"{node.title}. {node.narrative} {node.prompt}"))
    return frozenset(term.stem for term in told.terms)


def _names(scenario: Scenario, option: Option) -> list[str]:
    names = ["to", option.id.replace("_", " ")]
    for effect in option.consequences:
        if isinstance(effect, MoveTo):
            place = scenario.locations.get(effect.location)
            names += ["to", effect.location.replace("_", " "), "" if place is None else place.name]
        elif isinstance(effect, GainItem):
            names += ["the", effect.item.replace("_", " ")]
    return names
