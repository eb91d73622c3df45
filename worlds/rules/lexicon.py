"""The words of a scenario: what a player can mean by naming something. Worked out once for each scenario."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from common.folding import folded
from worlds.rules.conditions import AllOf, AnyOf, HasItem, MissingItem, NoneOf
from worlds.rules.effects import GainItem, LoseItem, MoveNpc
from worlds.rules.texts import item_name, person_name
from worlds.rules.understanding.exact import terms_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from worlds.rules.conditions import Condition
    from worlds.rules.effects import Effect
    from worlds.rules.scenario import Location, Node, Option, Scenario, Variant

_WORD: Final = re.compile(r"[^\W_]+")

T = TypeVar("T")

Words = frozenset[str]


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in canonical form."""
    return tuple(words_as_written(folded(text)))


def words_as_written(text: str) -> list[str]:
    """The words of a text; combining vowels and accents are letters of theirs."""
    if text.isascii():
        return _WORD.findall(text)
    spaced = "".join(sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in text)
    return [word for word in spaced.split() if any(map(str.isalnum, word))]


# Words of three letters and more that say nothing about what somebody means to do.
EMPTY: Final = frozenset(
    words_in(
        """
        about after again all also and any anything are around ask away back because been before being between both but
        can could did does doing done down each else even ever every everything for from get going got had has have
        having her here him his how into its itself just let like make many may maybe might more most much must myself
        need nor not nothing now off one only onto other our out over own perhaps put quite rather really same say see
        shall she should some something somewhere still such than that the their them then there these they thing things
        this those through too try two under until upon use very want was way were what when where which while who why
        will with without would yes yet you your yours yourself
        """
    )
)


def content_words(words: Iterable[str]) -> Words:
    """The words that carry meaning, without their plural: `scales` and `scale` are one."""
    return frozenset(singular(word) for word in words if len(word) > 2 and word not in EMPTY)


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they belong to."""

    nodes: Mapping[str, Words]  # every word of a node's own text
    node_content: Mapping[str, Words]
    locations: Mapping[str, Words]  # content words of a location's name and description
    options: Mapping[str, Mapping[str, tuple[str, ...]]]  # the terms of each option's text, by node and option
    option_content: Mapping[str, Mapping[str, Words]]
    items: Mapping[str, Words]  # every item that the story knows of
    npcs: Mapping[str, Words]


def lexicon(scenario: Scenario) -> Lexicon:
    known = scenario.memory.get("lexicon")
    if not isinstance(known, Lexicon):
        known = scenario.memory["lexicon"] = _compile(scenario)
    return known


def named(text: Words, things: Mapping[str, Words]) -> list[str]:
    """The things whose whole name stands in a text."""
    return [thing for thing, name in things.items() if name and name <= text]


def singulars(words: Iterable[str]) -> Words:
    return frozenset(map(singular, words))


def _compile(scenario: Scenario) -> Lexicon:
    nodes = {node.id: words_in(_told_of(node)) for node in scenario.nodes.values()}
    return Lexicon(
        nodes={node: singulars(words) for node, words in nodes.items()},
        node_content={node: content_words(words) for node, words in nodes.items()},
        locations={place.id: _location_words(place) for place in scenario.locations.values()},
        options=_by_option(scenario, terms_in),
        option_content=_by_option(scenario, lambda text: content_words(words_in(text))),
        items={item: singulars(words_in(item_name(scenario, item))) for item in sorted(known_items(scenario))},
        npcs={npc: singulars(words_in(person_name(scenario, npc))) for npc in sorted(known_npcs(scenario))},
    )


def _by_option(scenario: Scenario, made_of: Callable[[str], T]) -> dict[str, dict[str, T]]:
    return {node.id: {option.id: made_of(option.text) for option in node.options} for node in scenario.nodes.values()}


def _location_words(place: Location) -> Words:
    return content_words(words_in(" ".join((place.name, place.description, *_texts(place.variants)))))


def _told_of(node: Node) -> str:
    """All that may stand on the page at a node: which of it does, changes from turn to turn."""
    return " ".join((node.title, node.narrative, node.again, *_texts(node.variants), node.prompt))


def _texts(variants: Iterable[Variant]) -> Iterator[str]:
    return (variant.text for variant in variants)


def known_items(scenario: Scenario) -> set[str]:
    known = {*scenario.placed_items, *scenario.protagonist.inventory}
    known.update(effect.item for effect in every_effect(scenario) if isinstance(effect, GainItem | LoseItem))
    known.update(leaf.item for leaf in _conditions(scenario) if isinstance(leaf, HasItem | MissingItem))
    return known


def known_npcs(scenario: Scenario) -> set[str]:
    moved = (effect.npc for effect in every_effect(scenario) if isinstance(effect, MoveNpc))
    return {*scenario.protagonist.relationships, *scenario.opening.npc_locations, *moved}


def every_effect(scenario: Scenario) -> Iterator[Effect]:
    """Whatever may happen in a story, also by its events."""
    for effects in scenario.schedules.values():
        yield from effects
    for node in scenario.nodes.values():
        yield from node.on_enter
    for option in _options(scenario):
        yield from option.consequences


def _conditions(scenario: Scenario) -> Iterator[Condition]:
    gated: list[Node | Option | Location] = [*scenario.nodes.values(), *scenario.locations.values()]
    gated.extend(_options(scenario))
    for thing in gated:
        if thing.precondition is not None:
            yield from leaves_of(thing.precondition)


def leaves_of(condition: Condition) -> Iterator[Condition]:
    """The conditions of which a condition is made."""
    if isinstance(condition, AllOf | AnyOf | NoneOf):
        for part in condition.conditions:
            yield from leaves_of(part)
    else:
        yield condition


def _options(scenario: Scenario) -> Iterator[Option]:
    for node in scenario.nodes.values():
        yield from node.options
