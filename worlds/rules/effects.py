"""What a turn does: one class for each consequence type of the file format.

A class's name in snake case is its `type` in a file, and its fields are the keys that stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from worlds.rules import events, travel
from worlds.rules.quantities import Span, Unit, lasting, saturate
from worlds.rules.wire import wire_name

if TYPE_CHECKING:
    from worlds.rules.draft import Draft
    from worlds.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class GainItem:
    item: str

    def apply(self, draft: Draft) -> None:
        draft.gain(self.item)


@dataclass(frozen=True, slots=True)
class LoseItem:
    item: str

    def apply(self, draft: Draft) -> None:
        draft.lose(self.item)


@dataclass(frozen=True, slots=True)
class ModifyTrait:
    trait: str
    delta: int

    def apply(self, draft: Draft) -> None:
        draft.set_trait(self.trait, draft.trait(self.trait) + self.delta)


@dataclass(frozen=True, slots=True)
class SetTrait:
    trait: str
    value: int

    def apply(self, draft: Draft) -> None:
        draft.set_trait(self.trait, self.value)


@dataclass(frozen=True, slots=True)
class SetFlag:
    flag: str
    value: bool = True

    def apply(self, draft: Draft) -> None:
        draft.set_flag(self.flag, value=self.value)


@dataclass(frozen=True, slots=True)
class ClearFlag:
    flag: str

    def apply(self, draft: Draft) -> None:
        draft.set_flag(self.flag, value=False)


@dataclass(frozen=True, slots=True)
class ModifyRelationship:
    npc: str
    delta: int

    def apply(self, draft: Draft) -> None:
        draft.set_relationship(self.npc, draft.relationship(self.npc) + self.delta)


@dataclass(frozen=True, slots=True)
class MoveTo:
    location: str
    instant: bool = False

    def apply(self, draft: Draft) -> None:
        travel.move(draft, self.location, instant=self.instant)


@dataclass(frozen=True, slots=True)
class AdvanceTime:
    amount: int
    unit: Unit = "hours"

    def apply(self, draft: Draft) -> None:
        draft.advance(lasting(self.amount, self.unit))


@dataclass(frozen=True, slots=True)
class CharacterDies:
    reason: str | None = None

    def apply(self, draft: Draft) -> None:
        draft.end_character("died", self.reason)


@dataclass(frozen=True, slots=True)
class CharacterDeparts:
    reason: str | None = None

    def apply(self, draft: Draft) -> None:
        draft.end_character("departed", self.reason)


@dataclass(frozen=True, slots=True)
class AddHistory:
    entry: str

    def apply(self, draft: Draft) -> None:
        draft.remember(self.entry)


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
    """`schedule` keys Scenario.schedules and is made by the loader from the consequences' content."""

    event_id: str
    delay: Span
    consequences: tuple[Effect, ...]
    schedule: str = ""

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


Effect = (
    GainItem
    | LoseItem
    | ModifyTrait
    | SetTrait
    | SetFlag
    | ClearFlag
    | ModifyRelationship
    | MoveTo
    | AdvanceTime
    | CharacterDies
    | CharacterDeparts
    | AddHistory
    | SetLocationFlag
    | ClearLocationFlag
    | ModifyLocationProperty
    | SetLocationProperty
    | SetEnvironment
    | ModifyEnvironment
    | MoveNpc
    | ScheduleEvent
    | TriggerEvent
    | CancelEvent
)

EFFECTS: Final[dict[str, type[Effect]]] = {wire_name(kind): kind for kind in get_args(Effect)}

_PRIVATE: Final = (
    GainItem,
    LoseItem,
    ModifyTrait,
    SetTrait,
    ModifyRelationship,
    MoveTo,
    CharacterDies,
    CharacterDeparts,
    AddHistory,
)


def is_private(effect: Effect, now: Situation) -> bool:
    """Whether an effect falls to a player rather than to the world."""
    if isinstance(effect, SetFlag | ClearFlag):
        return not now.is_world_flag(effect.flag)
    return isinstance(effect, _PRIVATE)
