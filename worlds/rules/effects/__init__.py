"""What a turn does: one class for each consequence type of the file format.

A class's name in snake case is its `type` in a file, and its fields are the keys that stand beside it. A new one goes
into the module of what it changes, and into the union here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from worlds.rules.effects.player import (
    AddHistory,
    CharacterDeparts,
    CharacterDies,
    ClearFlag,
    GainItem,
    LoseItem,
    ModifyRelationship,
    ModifyTrait,
    MoveTo,
    SetFlag,
    SetTrait,
)
from worlds.rules.effects.world import (
    AdvanceTime,
    CancelEvent,
    ClearLocationFlag,
    ModifyEnvironment,
    ModifyLocationProperty,
    MoveNpc,
    ScheduleEvent,
    SetEnvironment,
    SetLocationFlag,
    SetLocationProperty,
    TriggerEvent,
)
from worlds.rules.wire import wire_name

if TYPE_CHECKING:
    from worlds.rules.situation import Situation

__all__ = [
    "EFFECTS",
    "AddHistory",
    "AdvanceTime",
    "CancelEvent",
    "CharacterDeparts",
    "CharacterDies",
    "ClearFlag",
    "ClearLocationFlag",
    "Effect",
    "GainItem",
    "LoseItem",
    "ModifyEnvironment",
    "ModifyLocationProperty",
    "ModifyRelationship",
    "ModifyTrait",
    "MoveNpc",
    "MoveTo",
    "ScheduleEvent",
    "SetEnvironment",
    "SetFlag",
    "SetLocationFlag",
    "SetLocationProperty",
    "SetTrait",
    "TriggerEvent",
    "is_private",
]

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
