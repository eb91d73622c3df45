"""Reading the world as the story begins: places, time, people, what is already on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from worlds import limits
from worlds.rules.problems import quoted
from worlds.rules.reading.effects import schedule_of
from worlds.rules.reading.fields import Fields
from worlds.rules.reading.gates import gate
from worlds.rules.reading.words import looks, variants
from worlds.rules.scenario import AccessMode, Connection, InitialEvent, Location, Opening, Surroundings, Travel

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT_MINUTES = 30
IMPROVISATION_MINUTES: Mapping[str, int] = {"explore": 15, "interact": 10, "act": 20, "meta": 0, "limbo": 5}


_NOWHERE: Final = "somewhere"
# The one place of a story that names none.
UNNAMED: Final[Mapping[str, Location]] = {
    _NOWHERE: Location(_NOWHERE, "", "", (), (), Surroundings({}, {}, {}), None, "", "filter")
}
AT_THE_UNNAMED: Final = Opening(_NOWHERE, 0, {}, {}, {}, (), ())


def opening(world: Fields, locations: Mapping[str, Location]) -> Opening:
    world.only(
        "current_location", "time", "flags", "location_state", "locations", "npc_locations", "scheduled_events",
        "triggered_events",
    )  # fmt: skip
    return Opening(
        location=world.needed_identifier("current_location"),
        time=world.whole("time"),
        flags=world.flags("flags"),
        surroundings=_surroundings(world, locations),
        npc_locations=world.places("npc_locations"),
        scheduled=tuple(_event(given) for given in world.listed("scheduled_events")),
        triggered=world.identifiers("triggered_events"),
    )


def _event(given: Fields) -> InitialEvent:
    given.only("event_id", "trigger_at", "consequences", "narrative")
    event_id = given.needed_identifier("event_id")
    schedule, _ = schedule_of(given, event_id)
    return InitialEvent(event_id, given.needed_whole("trigger_at"), schedule, given.notes.event_lines.get(schedule, ""))


def locations(world: Fields) -> dict[str, Location]:
    """By id, in file order; a second one of the same id is noted and left out."""
    found: dict[str, Location] = {}
    number = len(list(world.entries_of("locations")))
    if number > limits.LOCATIONS:
        message = f"there are too many locations: {number}"
        world.notes.error((*world.path, "locations"), message, f"use {limits.LOCATIONS} or fewer", "too_many")
        return {}
    for given in world.listed("locations"):
        location = _location(given)
        if location.id in found:
            message = f"the location {quoted(location.id)} is declared twice"
            given.notes.error((*given.path, "id"), message, "keep one of the two", "duplicate_location")
        elif location.id:
            found[location.id] = location
    return found


def _location(given: Fields) -> Location:
    given.only(
        "id", "name", "description", "connections", "items", "initial_state", "precondition",
        "access_denied_narrative", "access_mode", "look", "variants",
    )  # fmt: skip
    modes: tuple[AccessMode, ...] = get_args(AccessMode)
    return Location(
        id=given.needed_identifier("id"),
        name=given.needed_text("name"),
        description=given.text("description"),
        connections=tuple(_connection(way) for way in given.listed("connections")),
        items=given.identifiers("items"),
        initial=_state(given.inner("initial_state")),
        precondition=gate(given),
        access_denied_narrative=given.text("access_denied_narrative"),
        access_mode=given.word("access_mode", modes, modes[0]),
        look=looks(given),
        variants=variants(given),
    )


def _connection(given: Fields) -> Connection:
    given.only("target", "travel_minutes", "description")
    stated = given.entries.get("travel_minutes") is not None
    minutes = given.minutes("travel_minutes", 0) if stated else None
    return Connection(given.needed_identifier("target"), minutes, given.text("description"))


def _state(given: Fields) -> Surroundings:
    given.only("flags", "properties", "environment")
    return Surroundings(given.flags("flags"), given.numbers("properties"), given.settings("environment"))


def _surroundings(world: Fields, locations: Mapping[str, Location]) -> dict[str, Surroundings]:
    """Each location's `initial_state`, with `location_state` laid over it key by key."""
    found = {location.id: location.initial for location in locations.values()}
    for place, given in world.named("location_state"):
        over, under = _state(given), found.get(place, Surroundings({}, {}, {}))
        found[place] = Surroundings(
            {**under.flags, **over.flags},
            {**under.properties, **over.properties},
            {**under.environment, **over.environment},
        )
    return {place: state for place, state in found.items() if state.flags or state.properties or state.environment}


def travel(document: Fields) -> Travel | None:
    if document.entries.get("travel_config") is None:
        return None
    given = document.inner("travel_config")
    given.only("default_travel_minutes", "auto_apply_on_move", "improvisation_time")
    improvised = given.inner("improvisation_time")
    improvised.only(*IMPROVISATION_MINUTES)
    return Travel(
        default_minutes=given.minutes("default_travel_minutes", _DEFAULT_MINUTES),
        applies_on_move=given.truth("auto_apply_on_move", default=True),
        improvisation_minutes={
            intent: improvised.minutes(intent, default) for intent, default in IMPROVISATION_MINUTES.items()
        },
    )
