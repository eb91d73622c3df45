"""What everybody may know of a shared world, as a value and as the fold of what changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from worlds.rules.outcome import Change
    from worlds.rules.state import World

# A place's own id may hold dots, but not one of these words between two.
_OF_A_PLACE: Final = re.compile(r"(?P<place>.+?)\.(?P<kind>flags|properties|environment)\.(?P<name>.+)", re.DOTALL)
_NOTHING: Final[Mapping[str, Any]] = {"items": [], "flags": {}, "properties": {}, "environment": {}}


def public(world: World) -> dict[str, Any]:
    """The world without its secrets, as plain JSON values: exactly what the paths of shared changes carry.

    Who holds an item, when a scheduled event is due and what it will do are not in it.
    """
    return {
        "time": world.time,
        "flags": dict(world.flags),
        "npc_locations": dict(world.npc_locations),
        "locations": _told({place: _place(world, place) for place in {**world.items, **world.local}}),
        "scheduled_events": [event.event_id for event in world.scheduled],
        "triggered_events": list(world.triggered),
    }


def fold(projection: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """A projection after shared changes, in their order. `projection` stays as it was."""
    folded = _copied(projection)
    for change in changes:
        _follow(folded, change)
    return folded | {"locations": _told(folded["locations"])}


def _follow(folded: dict[str, Any], change: Change) -> None:
    _, kind, *rest = change.path.split(".", 2)
    if kind == "time":
        folded["time"] = change.value
    elif kind == "locations":
        _follow_at_a_place(folded["locations"], rest[0], change)
    elif change.action is not None:
        _follow_in_a_list(folded[kind], change)
    else:
        folded[kind][rest[0]] = change.value


def _follow_at_a_place(locations: dict[str, Any], path: str, change: Change) -> None:
    if change.action is not None:
        _follow_in_a_list(locations.setdefault(path.removesuffix(".items"), _copied(_NOTHING))["items"], change)
        return
    found = _OF_A_PLACE.fullmatch(path)
    assert found is not None, f"{change.path} is not a path of a place"
    locations.setdefault(found["place"], _copied(_NOTHING))[found["kind"]][found["name"]] = change.value


def _follow_in_a_list(listed: list[str], change: Change) -> None:
    assert change.item is not None, "a list changes by an item"
    (listed.append if change.action == "added" else listed.remove)(change.item)


def _place(world: World, place: str) -> dict[str, Any]:
    here, items = world.local.get(place), list(world.items.get(place, ()))
    if here is None:
        return {**_copied(_NOTHING), "items": items}
    local = {"flags": here.flags, "properties": here.properties, "environment": here.environment}
    return {"items": items, **_copied(local)}


def _told(locations: Mapping[str, Any]) -> dict[str, Any]:
    """Places of which there is anything to tell."""
    return {place: known for place, known in locations.items() if any(known.values())}


def _copied(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _copied(inner) if isinstance(inner, dict) else list(inner) if isinstance(inner, list) else inner
        for key, inner in value.items()
    }
