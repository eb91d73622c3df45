"""A place as those who are there see it, and which places a step has changed for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules import places, telling
from worlds.rules.conditions import (
    AllOf,
    AnyOf,
    FlagNotSet,
    FlagSet,
    HasItem,
    MissingItem,
    NoneOf,
    RelationshipMinimum,
    TraitMaximum,
    TraitMinimum,
)
from worlds.rules.party import Company
from worlds.rules.situation import IMPROVISED_FLAG, Situation
from worlds.rules.state import Character, Player, State
from worlds.rules.texts import capitalised, item_name, listing, npcs_in, person_name, the_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from worlds.rules.conditions import Condition
    from worlds.rules.outcome import Change, Step
    from worlds.rules.places import Exit
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import World

_NPCS: Final = "world.npc_locations."
_PLACES: Final = "world.locations."
_LYING, _ENVIRONMENT = ".items", ".environment."
_OF_TIME: Final = frozenset({"world.time", "world.scheduled_events"})
_OWN: Final = (HasItem, MissingItem, TraitMinimum, TraitMaximum, RelationshipMinimum)
_ABSENT: Final = frozenset({"away", "idle", "offline"})


@dataclass(frozen=True, slots=True)
class Thing:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class RoomSeen:
    """A place with who and what is there: `description` is the author's text as things stand, and names them."""

    description: str
    items: tuple[Thing, ...]
    npcs: tuple[Thing, ...]
    environment: Mapping[str, str | int]
    exits: tuple[Exit, ...]


def name_there(name: str, status: str | None) -> str:
    """The name of a player at a place, marked while they keep their seat but are not connected."""
    return f"{name} (away)" if status in _ABSENT else name


def room_seen(location: str, now: Situation, names: Sequence[str]) -> RoomSeen:
    """A place of the story as one player sees it; `names` are the players there, as `name_there` has them."""
    place = now.scenario.locations.get(location)
    text = "" if place is None else telling.description(place, now)
    return room_of(location, now.scenario, now.state.world, names, text=text, exits=places.ways_from(location, now))


def room_of(
    location: str, story: Scenario, world: World, names: Sequence[str], *, text: str, exits: tuple[Exit, ...]
) -> RoomSeen:
    """The same, for a reader of whom it is known what the author tells them and which ways they know of."""
    items, npcs, local = world.items.get(location, ()), npcs_in(world, location), world.local.get(location)
    people = [*names, *(person_name(story, npc) for npc in npcs)]
    things = [the_item(story, item) for item in dict.fromkeys(items)]
    told = (text.strip(), _sentence(people, "is here", "are here"), _sentence(things, "lies here", "lie here"))
    return RoomSeen(
        description=" ".join(filter(None, told)),
        items=tuple(Thing(item, item_name(story, item)) for item in items),
        npcs=tuple(Thing(npc, person_name(story, npc)) for npc in npcs),
        environment={} if local is None else dict(local.environment),
        exits=exits,
    )


def room_for_anybody(location: str, story: Scenario, world: World, names: Sequence[str]) -> RoomSeen:
    """The place as anybody there sees it. Assumes that it `is_alike_for_all`."""
    nobody = Character(name="", exists=True, traits={}, inventory=[], relationships={}, flags={})
    anybody = Player(nobody, location, "", None, 0, 0, 0, location, [], [])
    return room_seen(location, Situation(story, State(anybody, world), Company("", ())), names)


def is_alike_for_all(location: str, story: Scenario) -> bool:
    """Whether what is told of a place, and of the ways out of it, depends on nothing that is a player's own."""
    return not any(_is_own(condition, story) for condition in _conditions(location, story))


def _conditions(location: str, story: Scenario) -> list[Condition]:
    """What the text of a place, and the ways out of it, depend on."""
    place = story.locations.get(location)
    if place is None:
        return []
    ends = (story.locations.get(way.target) for way in place.connections)
    closed = (end.precondition for end in ends if end is not None and end.precondition is not None)
    return [*(variant.when for variant in place.variants), *closed]


def _is_own(condition: Condition, story: Scenario) -> bool:
    match condition:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return any(_is_own(part, story) for part in parts)
        case FlagSet(flag) | FlagNotSet(flag):
            return flag not in story.world_flags or flag.startswith(IMPROVISED_FLAG)
    return isinstance(condition, _OWN)


def _sentence(names: Sequence[str], one: str, many: str) -> str:
    return f"{capitalised(listing(names))} {one if len(names) == 1 else many}." if names else ""


def rooms_of(step: Step, story: Scenario) -> set[str]:
    """The locations where who is there, or what is to be seen there, is another than before it."""
    found = set(step.moved or ())
    if step.after.player.finish is not None:  # who has finished is nowhere
        found |= {step.before.player.location, step.after.player.location}
    return found | rooms_changed(step.shared, story)


def rooms_changed(changes: Iterable[Change], story: Scenario) -> set[str]:
    """The locations where these shared changes made what is to be seen another, or may have: what an author's text depends on."""
    found: set[str] = set()
    for change in changes:
        found |= _touched(change)
        if not (change.path.endswith(_LYING) or change.path in _OF_TIME):
            found |= {place for place in story.locations if _conditions(place, story)}
    return found


def _touched(change: Change) -> set[str]:
    if change.path.startswith(_NPCS):
        return {where for where in (change.before, change.value) if isinstance(where, str)}
    if change.path.startswith(_PLACES):
        place, kind, _ = change.path.removeprefix(_PLACES).partition(_LYING if change.action else _ENVIRONMENT)
        return {place} if kind else set()
    return set()
