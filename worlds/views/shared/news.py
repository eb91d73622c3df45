"""What the world's changes say in words, read off the paths of `world_state_changed`.

What an author gave no name or line is not told: ids are for programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from worlds.rules.scenario import Scenario
from worlds.rules.telling import event_line
from worlds.rules.texts import capitalised, inside_sentence, person_name, the_item

Names = Mapping[str, str]  # of people by short id

FLAG_OF_A_PLACE = re.compile(r".+?\.flags\.(?P<flag>.+)", re.DOTALL)


def change_sentences(changes: Iterable[Mapping[str, Any]], *, story: Scenario, people: Names) -> list[str]:
    """One sentence for each change that a person would notice, each said once; time is told by the clock.

    What the world brought back by itself has an event of its own.
    """
    told = (change for change in changes if not change.get("recovered"))
    return list(dict.fromkeys(words for change in told for words in _sentence(change, story, people) if words))


def _sentence(change: Mapping[str, Any], story: Scenario, people: Names) -> Iterator[str]:
    match change["path"].split(".", 2):
        case ["world", "flags", flag] if change.get("value") is True:
            yield story.flag_lines.get(flag, "")
        case ["world", "npc_locations", npc]:
            yield _npc(npc, change.get("value"), story)
        case ["world", "scheduled_events"] if change.get("action") == "added":
            yield "Something has begun."
        case ["world", "triggered_events"] if change.get("action") == "added":
            yield event_line(story, str(change.get("item", "")))
        case ["world", "locations", rest]:
            yield _at_a_place(rest, change, story, people)


def _npc(npc: str, place: object, story: Scenario) -> str:
    name, where = capitalised(person_name(story, npc)), _place(str(place), story)
    if not place:
        return f"{name} is gone."
    return f"{name} is at {where} now." if where else ""


def _at_a_place(rest: str, change: Mapping[str, Any], story: Scenario, people: Names) -> str:
    if change.get("action"):
        return _item(rest.removesuffix(".items"), change, story, people)
    found = FLAG_OF_A_PLACE.fullmatch(rest)
    return story.flag_lines.get(found["flag"], "") if found and change.get("value") is True else ""


def _item(place: str, change: Mapping[str, Any], story: Scenario, people: Names) -> str:
    item, where = str(change.get("item", "")), _place(place, story)
    words, called = story.items.get(item), the_item(story, item)
    who = people.get(str(change.get("caused_by")))
    if change["action"] == "removed":
        if words is not None and words.public:
            return words.public
        start = f"{who} took {called}" if who else f"{capitalised(called)} is gone"
        return f"{start} from {where}." if where else f"{start}."
    start = f"{who} left {called}" if who else f"{capitalised(called)} is"
    return f"{start} at {where}{'' if who else ' now'}." if where else ""


def _place(place: str, story: Scenario) -> str:
    """A place inside a sentence; empty where it has no name."""
    declared = story.locations.get(place)
    return "" if declared is None else inside_sentence(declared.name)
