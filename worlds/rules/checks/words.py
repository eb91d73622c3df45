"""Names, lines and texts for a return: where one is missing something stays unsaid, and where one is for nothing it is never said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from worlds.rules import effects as then
from worlds.rules.lexicon import known_items, known_npcs
from worlds.rules.problems import quoted
from worlds.rules.reading.notes import of_kind
from worlds.rules.texts import humanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path

LONG: Final = 200  # characters of a scene that nobody wants to read twice
COMINGS: Final = 3  # a scene from which so many lead away, and back again, is a hub


def events_without_a_word(subject: Subject) -> None:
    """What an event changes is there without a reason that anybody was told."""
    for path, schedule in _events(subject):
        if subject.scenario.schedules[schedule] and schedule not in subject.scenario.event_lines:
            message = "nothing is told when this event happens"
            subject.notes.warn(path, message, "add `narrative:`", "event_untold")


def _events(subject: Subject) -> Iterator[tuple[Path, str]]:
    for index, event in enumerate(subject.scenario.opening.scheduled):
        yield ("initial_world", "scheduled_events", index), event.schedule
    for seen in of_kind(subject.notes.effects, then.ScheduleEvent):
        yield seen.path, seen.value.schedule


def shared_flags_without_a_line(subject: Subject) -> None:
    """A flag of the world is set for everybody."""
    scenario, told = subject.scenario, set[str]()
    for seen in of_kind(subject.notes.effects, then.SetFlag):
        flag = seen.value.flag
        if seen.value.value and flag in scenario.world_flags and flag not in {*scenario.flag_lines, *told}:
            told.add(flag)
            message = "the other players of a world are not told when this flag is set"
            advice = "give it a `public:` line under the scenario's `flags:`"
            subject.notes.warn((*seen.path, "flag"), message, advice, "flag_untold")


def things_without_a_name(subject: Subject) -> None:
    """Told to who names others: `rusty_key` reads well enough by itself."""
    scenario = subject.scenario
    for path, item in _items(subject) if scenario.items else ():
        words = scenario.items.get(item)
        if humanise(item) != item and not (words and words.name):
            advice = "give it a `name:` under the scenario's `items:`"
            subject.notes.inform(path, "this item is called after its id", advice, "no_item_name")
    for path, npc in _people(subject) if scenario.npc_names else ():
        if humanise(npc) != npc and npc not in scenario.npc_names:
            advice = "give them a `name:` under the scenario's `npcs:`"
            subject.notes.inform(path, "this person is called after their id", advice, "no_npc_name")


def things_without_a_look(subject: Subject) -> None:
    """An item that has been given words has none for who examines it."""
    for item, words in subject.scenario.items.items():
        if not words.look:
            message = "nothing is told of this item when it is examined"
            subject.notes.warn(("items", item), message, "add `look:`", "no_look")


def words_for_nothing(subject: Subject) -> None:
    """Usually a slip of the pen in an id."""
    scenario = subject.scenario
    flags = {seen.value.flag for seen in of_kind(subject.notes.effects, then.SetFlag)}
    flags |= {seen.value.flag for seen in of_kind(subject.notes.effects, then.SetLocationFlag)}
    for key, used, known in (
        ("flags", scenario.flag_lines, flags),
        ("items", scenario.items, known_items(scenario)),
        ("npcs", scenario.npc_names, known_npcs(scenario)),
    ):
        _unknown(subject, key, used, known)


def _unknown(subject: Subject, key: str, used: Iterable[str], known: set[str]) -> None:
    for name in used:
        if name not in known:
            advice = subject.suggest(name, sorted(known), "remove it")
            subject.notes.warn((key, name), f"nothing else in the story names {quoted(name)}", advice, "unknown_name")


def hubs_that_tell_all_again(subject: Subject) -> None:
    ways = {(edge.source, edge.target) for edge in subject.reach.edges if edge.source != edge.target}
    returns = Counter(target for source, target in ways if (target, source) in ways)
    for path, node in subject.nodes():
        if returns[node.id] >= COMINGS and len(node.narrative) >= LONG and not node.again:
            message = "players come back here often, and read the whole scene each time"
            subject.notes.inform(path, message, "add `again:` with a shorter text", "hub_without_again")


def _items(subject: Subject) -> Iterator[tuple[Path, str]]:
    """Every item that somebody can come to have, where it stands first."""
    found: dict[str, Path] = {}
    for index, item in enumerate(subject.scenario.protagonist.inventory):
        found.setdefault(item, ("initial_character", "inventory", index))
    for number, place in enumerate(subject.scenario.locations.values()):
        for index, item in enumerate(place.items):
            found.setdefault(item, ("initial_world", "locations", number, "items", index))
    for seen in of_kind(subject.notes.effects, then.GainItem):
        found.setdefault(seen.value.item, (*seen.path, "item"))
    return ((path, item) for item, path in found.items())


def _people(subject: Subject) -> Iterator[tuple[Path, str]]:
    found: dict[str, Path] = {}
    for npc in subject.scenario.opening.npc_locations:
        found.setdefault(npc, ("initial_world", "npc_locations", npc))
    for npc in subject.scenario.protagonist.relationships:
        found.setdefault(npc, ("initial_character", "relationships", npc))
    return ((path, npc) for npc, path in found.items())
