"""By what names people are told of, and whom a text describes only for where it finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from worlds.rules import telling, texts
from worlds.rules.lexicon import EMPTY, singular, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.scenario import Node
    from worlds.rules.situation import Situation

Name = tuple[str, ...]  # words in canonical form, without their plural

_TITLES: Final = frozenset(words_in("mr mrs miss ms dr the old young little big"))


def name_of(called: str) -> Name:
    return tuple(map(singular, words_in(called)))


def names_of_person(npc: str, now: Situation) -> tuple[Name, ...]:
    """`mrs_amble`, called Mrs Amble, is named by both words, and by each that is no title; worked out once for each scenario."""
    known = cast("dict[str, tuple[Name, ...]]", now.scenario.memory.setdefault("names of people", {}))
    if npc not in known:
        known[npc] = tuple(_names_of_person(npc, now))
    return known[npc]


def is_named_in(told: str, names: Sequence[Name]) -> bool:
    words = [singular(word) for word in words_in(told)]
    return any(tuple(words[at : at + len(name)]) == name for name in names for at in range(len(words)))


def is_elsewhere(noun: str, node: Node, now: Situation) -> bool:
    """Whether a noun is somebody who is at another place, and stands in this scene only as it is told at other times."""
    name, whereabouts = name_of(noun), now.state.world.npc_locations
    called = [npc for npc in whereabouts if name in names_of_person(npc, now)]
    if not called or any(whereabouts[npc] == now.here for npc in called):
        return False
    names = [name for npc in called for name in names_of_person(npc, now)]
    if is_named_in(f"{telling.whole_scene_text(node, now)} {node.prompt}", names):
        return False
    return any(is_named_in(told, names) for told in (node.narrative, *(variant.text for variant in node.variants)))


def _names_of_person(npc: str, now: Situation) -> Iterator[Name]:
    for called in (texts.person_name(now.scenario, npc), npc.replace("_", " ")):
        whole = name_of(called)
        if whole:
            yield whole
        yield from ((word,) for word in whole if len(word) > 2 and word not in _TITLES and word not in EMPTY)
