"""Whether two conditions can never hold at once, as far as that can be told from how they are written."""

from __future__ import annotations

from dataclasses import astuple
from itertools import product
from typing import TYPE_CHECKING, Final

from worlds.rules import conditions as when
from worlds.rules.situation import CURRENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.conditions import Condition

_OPPOSITES: Final[tuple[tuple[type, type], ...]] = (
    (when.HasItem, when.MissingItem),
    (when.EventTriggered, when.EventNotTriggered),
    (when.LocationFlagSet, when.LocationFlagNotSet),
    (when.NpcAtLocation, when.NpcNotAtLocation),
)
_BOUNDS: Final[tuple[tuple[type, type], ...]] = (
    (when.TraitMinimum, when.TraitMaximum),
    (when.LocationPropertyMinimum, when.LocationPropertyMaximum),
)


def exclude(one: Condition | None, other: Condition | None) -> bool:
    """Whether some part of one denies a part of the other; False where that cannot be told."""
    if one is None or other is None:
        return False
    pairs = product(_parts(one), _parts(other))
    return any(_deny(here, there) or _deny(there, here) for here, there in pairs)


def _parts(condition: Condition) -> Iterator[Condition]:
    """What must hold each by itself."""
    if isinstance(condition, when.AllOf):
        for part in condition.conditions:
            yield from _parts(part)
    else:
        yield condition


def _deny(one: Condition, other: Condition) -> bool:
    kinds = type(one), type(other)
    if kinds in _OPPOSITES:
        return astuple(one) == astuple(other)
    if kinds in _BOUNDS:
        *about, least = astuple(one)
        *also, most = astuple(other)
        return about == also and least > most
    if isinstance(other, when.NoneOf):
        return one in other.conditions
    if isinstance(one, when.AtLocation) and isinstance(other, when.AtLocation):
        return one.location != other.location and CURRENT not in {one.location, other.location}
    return isinstance(one, when.FlagSet) and _denies_flag(one, other)


def _denies_flag(one: when.FlagSet, other: Condition) -> bool:
    if isinstance(other, when.FlagSet):
        return one.flag == other.flag and one.value != other.value
    return isinstance(other, when.FlagNotSet) and one.flag == other.flag and one.value
