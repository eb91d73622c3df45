"""What the world's changes say in words, read off the paths of `world_state_changed`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from worlds.rules.texts import inside_sentence
from worlds.views.formatting import spoken_id, titled_id

Names = Mapping[str, str]  # of places by id, or of people by short id

OF_A_PLACE = re.compile(r"(?P<place>.+?)\.(?P<kind>flags|properties|environment)\.(?P<name>.+)", re.DOTALL)


def change_sentences(changes: Iterable[Mapping[str, Any]], *, places: Names, people: Names) -> list[str]:
    """One sentence for each change that a person would notice, each said once; time is told by the clock."""
    return list(dict.fromkeys(words for change in changes for words in _sentence(change, places, people)))


def _sentence(change: Mapping[str, Any], places: Names, people: Names) -> Iterator[str]:
    match change["path"].split(".", 2):
        case ["world", "flags", flag]:
            yield f"{titled_id(flag)}." if change.get("value") else f"No longer: {spoken_id(flag)}."
        case ["world", "npc_locations", npc]:
            yield _npc(npc, change.get("value"), places)
        case ["world", "scheduled_events"] if change.get("action") == "added":
            yield "Something has begun."
        case ["world", "triggered_events"] if change.get("action") == "added":
            yield f"Meanwhile: {spoken_id(str(change.get('item', '')))}."
        case ["world", "locations", rest]:
            yield from _at_a_place(rest, change, places, people)


def _npc(npc: str, place: object, places: Names) -> str:
    return (
        f"{titled_id(npc)} is at {inside_sentence(places.get(str(place), spoken_id(str(place))))} now."
        if place
        else f"{titled_id(npc)} is gone."
    )


def _at_a_place(rest: str, change: Mapping[str, Any], places: Names, people: Names) -> Iterator[str]:
    if change.get("action"):
        yield _item(rest.removesuffix(".items"), change, places, people)
        return
    found = OF_A_PLACE.fullmatch(rest)
    if found is None:
        return
    where, name, value = (
        places.get(found["place"], spoken_id(found["place"])),
        spoken_id(found["name"]),
        change.get("value"),
    )
    if found["kind"] == "flags":
        yield f"{where}: {name}." if value else f"{where}: no longer {name}."
    elif isinstance(value, bool):
        yield f"{where}: {name}, {'yes' if value else 'no'}."
    else:
        yield f"{where}: {name} is {spoken_id(str(value))} now."


def _item(place: str, change: Mapping[str, Any], places: Names, people: Names) -> str:
    item, where = spoken_id(str(change.get("item", ""))), inside_sentence(places.get(place, spoken_id(place)))
    who = people.get(str(change.get("caused_by")))
    if change["action"] == "removed":
        return f"{who} took the {item} from {where}." if who else f"The {item} is gone from {where}."
    return f"{who} left the {item} at {where}." if who else f"The {item} is at {where} now."
