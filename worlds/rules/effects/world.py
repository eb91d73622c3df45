"""Consequences for the world: its time, its places, its people and its events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.rules import events
from worlds.rules.quantities import Span, Unit, lasting, saturate

if TYPE_CHECKING:
    from worlds.rules.draft import Draft
    from worlds.rules.effects import Effect


@dataclass(frozen=True, slots=True)
class AdvanceTime:
    amount: int
    unit: Unit = "hours"

    def apply(self, draft: Draft) -> None:
        draft.advance(lasting(self.amount, self.unit))


@dataclass(frozen=True, slots=True)
class SetLocationFlag:
    location: str
    flag: str
    value: bool = True

    def apply(self, draft: Draft) -> None:
        draft.set_location_flag(self.location, self.flag, value=self.value)


@dataclass(frozen=True, slots=True)
class ClearLocationFlag:
    location: str
    flag: str

    def apply(self, draft: Draft) -> None:
        draft.set_location_flag(self.location, self.flag, value=False)


@dataclass(frozen=True, slots=True)
class ModifyLocationProperty:
    location: str
    property: str
    delta: int

    def apply(self, draft: Draft) -> None:
        local = draft.local_at(draft.place(self.location))
        draft.set_property(self.location, self.property, local.properties.get(self.property, 0) + self.delta)


@dataclass(frozen=True, slots=True)
class SetLocationProperty:
    location: str
    property: str
    value: int

    def apply(self, draft: Draft) -> None:
        draft.set_property(self.location, self.property, self.value)


@dataclass(frozen=True, slots=True)
class SetEnvironment:
    property: str
    value: str | int
    location: str | None = None

    def apply(self, draft: Draft) -> None:
        for place in draft.places(self.location):
            draft.set_environment(place, self.property, self.value)


@dataclass(frozen=True, slots=True)
class ModifyEnvironment:
    property: str
    delta: int
    location: str | None = None

    def apply(self, draft: Draft) -> None:
        for place in draft.places(self.location):
            before = draft.local_at(place).environment.get(self.property, 0)
            if isinstance(before, int):  # text has no more or less
                draft.set_environment(place, self.property, saturate(before + self.delta))


@dataclass(frozen=True, slots=True)
class MoveNpc:
    npc: str
    location: str

    def apply(self, draft: Draft) -> None:
        draft.move_npc(self.npc, self.location)


@dataclass(frozen=True, slots=True)
class ScheduleEvent:
    """`schedule` keys Scenario.schedules and is made by the loader from what the event tells and does."""

    event_id: str
    delay: Span
    consequences: tuple[Effect, ...]
    schedule: str = ""
    narrative: str = ""

    def apply(self, draft: Draft) -> None:
        events.schedule(draft, self.event_id, self.delay.seconds, self.schedule)


@dataclass(frozen=True, slots=True)
class TriggerEvent:
    event_id: str

    def apply(self, draft: Draft) -> None:
        events.trigger(draft, self.event_id)


@dataclass(frozen=True, slots=True)
class CancelEvent:
    event_id: str

    def apply(self, draft: Draft) -> None:
        events.cancel(draft, self.event_id)
