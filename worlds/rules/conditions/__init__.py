"""What must hold before something is possible: one class for each precondition type of the file format.

A class's name in snake case is its `type` in a file, and its fields are the keys that stand beside it. A new one goes
into the module of what it asks about, and into the union here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from worlds.rules.conditions.combined import AllOf, AnyOf, NoneOf
from worlds.rules.conditions.player import (
    AtLocation,
    FlagNotSet,
    FlagSet,
    HasItem,
    MissingItem,
    RelationshipMinimum,
    TraitMaximum,
    TraitMinimum,
)
from worlds.rules.conditions.world import (
    EnvironmentIs,
    EnvironmentMaximum,
    EnvironmentMinimum,
    EventNotTriggered,
    EventTriggered,
    LocationFlagNotSet,
    LocationFlagSet,
    LocationPropertyMaximum,
    LocationPropertyMinimum,
    NpcAtLocation,
    NpcNotAtLocation,
    TimeElapsedMaximum,
    TimeElapsedMinimum,
)
from worlds.rules.wire import wire_name

if TYPE_CHECKING:
    from worlds.rules.situation import Situation

__all__ = [
    "CONDITIONS",
    "AllOf",
    "AnyOf",
    "AtLocation",
    "Condition",
    "EnvironmentIs",
    "EnvironmentMaximum",
    "EnvironmentMinimum",
    "EventNotTriggered",
    "EventTriggered",
    "FlagNotSet",
    "FlagSet",
    "HasItem",
    "LocationFlagNotSet",
    "LocationFlagSet",
    "LocationPropertyMaximum",
    "LocationPropertyMinimum",
    "MissingItem",
    "NoneOf",
    "NpcAtLocation",
    "NpcNotAtLocation",
    "RelationshipMinimum",
    "TimeElapsedMaximum",
    "TimeElapsedMinimum",
    "TraitMaximum",
    "TraitMinimum",
    "passes",
]

Condition = (
    HasItem
    | MissingItem
    | TraitMinimum
    | TraitMaximum
    | FlagSet
    | FlagNotSet
    | AtLocation
    | RelationshipMinimum
    | LocationFlagSet
    | LocationFlagNotSet
    | LocationPropertyMinimum
    | LocationPropertyMaximum
    | EnvironmentIs
    | EnvironmentMinimum
    | EnvironmentMaximum
    | NpcAtLocation
    | NpcNotAtLocation
    | TimeElapsedMinimum
    | TimeElapsedMaximum
    | EventTriggered
    | EventNotTriggered
    | AllOf
    | AnyOf
    | NoneOf
)

CONDITIONS: Final[dict[str, type[Condition]]] = {wire_name(kind): kind for kind in get_args(Condition)}


def passes(condition: Condition | None, now: Situation) -> bool:
    """Whether a precondition holds; none at all always does."""
    return condition is None or condition.holds(now)
