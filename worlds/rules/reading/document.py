"""Reading a whole scenario."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worlds import limits
from worlds.rules.problems import quoted
from worlds.rules.reading import critical_items, places, story, words
from worlds.rules.reading.fields import Fields
from worlds.rules.reading.foreign import foreign_kind
from worlds.rules.reading.notes import Notes
from worlds.rules.scenario import Location, Opening, Protagonist, Scenario
from worlds.rules.situation import IMPROVISED_FLAG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.tree import Value

_NEEDED: Final = ("initial_character", "start_node", "nodes", "endings")
_NAMELESS: Final = "Traveller"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}\Z")


def read_document(document: Value, notes: Notes, *, name: str) -> Scenario | None:
    """The scenario that `document` describes, with something harmless in place of every mistake noted.

    `name` is the scenario's if the document names none. None if there is nothing to read at all, or another kind of file.
    """
    if not isinstance(document, dict):
        advice = "start with lines like `name: ...` and `start_node: ...`"
        notes.error((), "a scenario must be a mapping of keys", advice, "not_a_mapping")
        return None
    if kind := foreign_kind(document):
        notes.error(
            (), f"this is not a scenario but {kind}", "give a file with `start_node:` and `nodes:`", "foreign_file"
        )
        return None
    given = Fields(document, (), notes)
    given.only(
        "name", "description", "version", "travel_config", "initial_character", "initial_world", "language",
        "critical_items", "start_node", "nodes", "endings", "metadata", *words.SCENARIO_KEYS,
    )  # fmt: skip
    for key in _NEEDED:
        if document.get(key) is None:
            given.missing(key)
    return _scenario(given, name)


def _scenario(given: Fields, name: str) -> Scenario:
    hero = _protagonist(given.inner("initial_character"))
    locations, opening = _world(given)
    scenario = Scenario(
        name=words.short(given, "name", limits.SCENARIO_NAME) or name,
        description=given.text("description"),
        version=given.text("version"),
        language=_language(given),
        protagonist=hero,
        opening=opening,
        locations=locations,
        travel=places.travel(given),
        start_node=given.identifier("start_node") or "",
        nodes=story.nodes(given),
        endings=story.endings(given),
        schedules=given.notes.schedules,
        world_flags=_world_flags(opening.flags, hero.flags),
        placed_items=frozenset(item for location in locations.values() for item in location.items),
        critical_items=critical_items.policies(given),
        author=words.author(given),
        cover=words.cover(given),
        minutes=words.minutes(given),
        content_notes=words.content_notes(given),
        preview=words.preview(given),
        access=words.access(given),
        flag_lines=words.flag_lines(given),
        items=words.items(given),
        npc_names=words.npc_names(given),
        event_lines=given.notes.event_lines,
    )
    _start(given, scenario)
    return scenario


def _world(given: Fields) -> tuple[Mapping[str, Location], Opening]:
    if given.entries.get("initial_world") is None:
        advice = "add it to name places; without it there is one unnamed place, and time starts at 0"
        given.notes.warn(("initial_world",), "`initial_world` is missing", advice, "no_world")
        return places.UNNAMED, places.AT_THE_UNNAMED
    world = given.inner("initial_world")
    locations = places.locations(world)
    return locations, places.opening(world, locations)


def _start(given: Fields, scenario: Scenario) -> None:
    node = scenario.nodes.get(scenario.start_node)
    if node is None and scenario.start_node and scenario.nodes:
        advice = given.suggest(scenario.start_node, tuple(scenario.nodes), "name a node that exists")
        message = f"there is no node {quoted(scenario.start_node)}"
        given.notes.error(("start_node",), message, advice, "unknown_start_node")
    elif node is not None and node.precondition is not None:
        path = ("nodes", node.id, "precondition")
        given.notes.error(
            path, "the start node has a precondition", "remove it, so that every game can start", "gated_start_node"
        )


def _protagonist(given: Fields) -> Protagonist:
    given.only("name", "exists", "traits", "inventory", "relationships", "flags")
    return Protagonist(
        name=words.short(given, "name", limits.CHARACTER_NAME) or _NAMELESS,
        exists=given.truth("exists", default=True),
        traits=given.numbers("traits"),
        inventory=tuple(dict.fromkeys(given.identifiers("inventory"))),
        relationships=given.numbers("relationships"),
        flags=given.flags("flags"),
    )


def _language(given: Fields) -> str:
    language = given.text("language", "en")
    if _LANGUAGE.match(language):
        return language
    message = f"{quoted(language)} is not a language tag"
    given.notes.error(("language",), message, "write one such as en or pt-BR", "bad_language")
    return "en"


def _world_flags(world: Mapping[str, bool], character: Mapping[str, bool]) -> frozenset[str]:
    """A flag that only the world declares is the world's; improvised ones are always a character's."""
    return frozenset(flag for flag in world if flag not in character and not flag.startswith(IMPROVISED_FLAG))
