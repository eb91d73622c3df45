"""Places, and the ways between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules import conditions as when
from worlds.rules import effects as then
from worlds.rules.problems import quoted
from worlds.rules.reading.notes import of_kind
from worlds.rules.situation import CURRENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path
    from worlds.rules.scenario import Connection, Location

EVERYWHERE = "all"
_NOTABLE_DIFFERENCE = 50  # per cent of the shorter way


def undeclared_places(subject: Subject) -> None:
    """Once for each place, where it is named first."""
    found: dict[str, list[Path]] = {}
    for path, place in _places_named(subject):
        if place not in subject.scenario.locations and place != CURRENT:
            found.setdefault(place, []).append(path)
    for place, paths in found.items():
        times = "" if len(paths) == 1 else f", named {len(paths)} times,"
        advice = subject.suggest(place, subject.scenario.locations, "declare it in initial_world.locations")
        subject.notes.warn(
            paths[0], f"{quoted(place)}{times} is not a declared location", advice, "undeclared_location"
        )


def _places_named(subject: Subject) -> Iterator[tuple[Path, str]]:
    scenario = subject.scenario
    if scenario.locations and scenario.opening.location:
        yield ("initial_world", "current_location"), scenario.opening.location
    for npc, place in scenario.opening.npc_locations.items():
        yield ("initial_world", "npc_locations", npc), place
    for path, _, way in _ways(subject):
        yield path, way.target
    for move in of_kind(subject.notes.effects, then.MoveTo, then.MoveNpc):
        yield (*move.path, "location"), move.value.location


def _ways(subject: Subject) -> Iterator[tuple[Path, Location, Connection]]:
    """Connections, each at its path in the file: a repeated location is read once, so paths count the file's entries."""
    for index, location in enumerate(subject.scenario.locations.values()):
        for number, way in enumerate(location.connections):
            yield ("initial_world", "locations", index, "connections", number), location, way


def everywhere_at_once(subject: Subject) -> None:
    for seen in of_kind(subject.notes.effects, then.SetEnvironment, then.ModifyEnvironment):
        if seen.value.location == EVERYWHERE:
            message = "`all` changes every declared location"
            subject.notes.warn(
                (*seen.path, "location"), message, "name one location, if only one was meant", "location_all"
            )
    for tested in of_kind(
        subject.notes.conditions, when.EnvironmentIs, when.EnvironmentMinimum, when.EnvironmentMaximum
    ):
        if tested.value.location == EVERYWHERE:
            message = "a condition cannot test all locations"
            subject.notes.warn((*tested.path, "location"), message, "name one location", "location_all")


def one_way_connections(subject: Subject) -> None:
    ways = {(location.id, way.target) for _, location, way in _ways(subject)}
    for path, location, way in _ways(subject):
        if way.target in subject.scenario.locations and (way.target, location.id) not in ways:
            message = f"the way from {quoted(location.id)} to {quoted(way.target)} has no way back"
            subject.notes.inform(path, message, "add a connection there if there should be one", "one_way")


def uneven_ways(subject: Subject) -> None:
    """Ways that take half as long again in the other direction; told once, at the first of the two."""
    minutes = {(here.id, way.target): _minutes(subject, way) for _, here, way in _ways(subject)}
    order = {place: number for number, place in enumerate(subject.scenario.locations)}
    for path, here, way in _ways(subject):
        there, back = minutes[here.id, way.target], minutes.get((way.target, here.id))
        if back is None or order[here.id] > order[way.target] or here.id == way.target:
            continue
        shorter, longer = sorted((there, back))
        if longer > shorter and (longer - shorter) * 100 >= shorter * _NOTABLE_DIFFERENCE:
            message = f"{quoted(here.id)} to {quoted(way.target)} takes {there} minutes, and back {back}"
            subject.notes.inform(path, message, "make them equal if that was not intended", "uneven_way")


def _minutes(subject: Subject, way: Connection) -> int:
    travel = subject.scenario.travel
    default = 30 if travel is None else travel.default_minutes
    return default if way.travel_minutes is None else way.travel_minutes
