"""Preconditions on the world: its places, its people, its time and its events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.rules.quantities import Unit, lasting

if TYPE_CHECKING:
    from worlds.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class LocationFlagSet:
    location: str
    flag: str

    def holds(self, now: Situation) -> bool:
        local = now.local(self.location)
        return local is not None and local.flags.get(self.flag, False)


@dataclass(frozen=True, slots=True)
class LocationFlagNotSet:
    location: str
    flag: str

    def holds(self, now: Situation) -> bool:
        local = now.local(self.location)
        return local is None or not local.flags.get(self.flag, False)


@dataclass(frozen=True, slots=True)
class LocationPropertyMinimum:
    location: str
    property: str
    minimum: int

    def holds(self, now: Situation) -> bool:
        return _property(now, self.location, self.property) >= self.minimum


@dataclass(frozen=True, slots=True)
class LocationPropertyMaximum:
    location: str
    property: str
    maximum: int

    def holds(self, now: Situation) -> bool:
        return _property(now, self.location, self.property) <= self.maximum


@dataclass(frozen=True, slots=True)
class EnvironmentIs:
    property: str
    value: str | int
    location: str | None = None

    def holds(self, now: Situation) -> bool:
        return _environment(now, self.location, self.property) == self.value


@dataclass(frozen=True, slots=True)
class EnvironmentMinimum:
    property: str
    minimum: int
    location: str | None = None

    def holds(self, now: Situation) -> bool:
        value = _environment(now, self.location, self.property)
        return isinstance(value, int) and value >= self.minimum


@dataclass(frozen=True, slots=True)
class EnvironmentMaximum:
    property: str
    maximum: int
    location: str | None = None

    def holds(self, now: Situation) -> bool:
        value = _environment(now, self.location, self.property)
        return isinstance(value, int) and value <= self.maximum


@dataclass(frozen=True, slots=True)
class NpcAtLocation:
    npc: str
    location: str

    def holds(self, now: Situation) -> bool:
        return now.state.world.npc_locations.get(self.npc) == now.place(self.location)


@dataclass(frozen=True, slots=True)
class NpcNotAtLocation:
    npc: str
    location: str

    def holds(self, now: Situation) -> bool:
        return now.state.world.npc_locations.get(self.npc) != now.place(self.location)


@dataclass(frozen=True, slots=True)
class TimeElapsedMinimum:
    amount: int
    unit: Unit
    since: str | None = None

    def holds(self, now: Situation) -> bool:
        elapsed = now.elapsed(self.since)
        return elapsed is not None and elapsed >= lasting(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class TimeElapsedMaximum:
    amount: int
    unit: Unit
    since: str | None = None

    def holds(self, now: Situation) -> bool:
        elapsed = now.elapsed(self.since)
        return elapsed is not None and elapsed <= lasting(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class EventTriggered:
    event_id: str

    def holds(self, now: Situation) -> bool:
        return self.event_id in now.state.world.triggered


@dataclass(frozen=True, slots=True)
class EventNotTriggered:
    event_id: str

    def holds(self, now: Situation) -> bool:
        return self.event_id not in now.state.world.triggered


def _property(now: Situation, location: str, name: str) -> int:
    local = now.local(location)
    return 0 if local is None else local.properties.get(name, 0)


def _environment(now: Situation, location: str | None, name: str) -> str | int | None:
    local = now.local(location)
    return None if local is None else local.environment.get(name)
