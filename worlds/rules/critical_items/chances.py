"""Whether a condition can hold for somebody of whom only what is shared is known: Kleene's strong logic of three values.

What a player's own part decides (traits, their flags, what they carry) is unknown: a newcomer can still come to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from worlds.rules.conditions import Condition
    from worlds.rules.situation import Situation

Truth = bool | None  # None is unknown

_OWN = (TraitMinimum, TraitMaximum, RelationshipMinimum, MissingItem)


def can_hold(condition: Condition | None, now: Situation, within_reach: Collection[str]) -> bool:
    """False where nothing that somebody could still do for themselves makes it hold.

    `within_reach` are the placed items that they carry or can come by.
    """
    return condition is None or _truth(condition, now, within_reach) is not False


def _truth(condition: Condition, now: Situation, within_reach: Collection[str]) -> Truth:
    match condition:
        case AllOf(parts):
            return _all(_truth(part, now, within_reach) for part in parts)
        case AnyOf(parts):
            return _any(_truth(part, now, within_reach) for part in parts)
        case NoneOf(parts):
            return _not(_any(_truth(part, now, within_reach) for part in parts))
        case HasItem(item):
            return None if item not in now.scenario.placed_items or item in within_reach else False
        case FlagSet(flag) | FlagNotSet(flag) if not now.is_world_flag(flag):
            return None
    return None if isinstance(condition, _OWN) else condition.holds(now)


def _all(truths: Iterable[Truth]) -> Truth:
    found: Truth = True
    for truth in truths:
        if truth is False:
            return False
        found = None if truth is None else found
    return found


def _any(truths: Iterable[Truth]) -> Truth:
    return _not(_all(_not(truth) for truth in truths))


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth
