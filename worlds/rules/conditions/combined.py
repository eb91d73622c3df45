"""Preconditions made of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worlds.rules.conditions import Condition
    from worlds.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple[Condition, ...]

    def holds(self, now: Situation) -> bool:
        return all(condition.holds(now) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple[Condition, ...]

    def holds(self, now: Situation) -> bool:
        return any(condition.holds(now) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class NoneOf:
    conditions: tuple[Condition, ...]

    def holds(self, now: Situation) -> bool:
        return not any(condition.holds(now) for condition in self.conditions)
