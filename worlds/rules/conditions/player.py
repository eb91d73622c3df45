"""Preconditions on a character: what they carry and are, what was set, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worlds.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class HasItem:
    item: str

    def holds(self, now: Situation) -> bool:
        return now.carries(self.item)


@dataclass(frozen=True, slots=True)
class MissingItem:
    item: str

    def holds(self, now: Situation) -> bool:
        return not now.carries(self.item)


@dataclass(frozen=True, slots=True)
class TraitMinimum:
    trait: str
    minimum: int

    def holds(self, now: Situation) -> bool:
        return now.trait(self.trait) >= self.minimum


@dataclass(frozen=True, slots=True)
class TraitMaximum:
    trait: str
    maximum: int

    def holds(self, now: Situation) -> bool:
        return now.trait(self.trait) <= self.maximum


@dataclass(frozen=True, slots=True)
class FlagSet:
    flag: str
    value: bool = True

    def holds(self, now: Situation) -> bool:
        return now.flag(self.flag) == self.value


@dataclass(frozen=True, slots=True)
class FlagNotSet:
    flag: str

    def holds(self, now: Situation) -> bool:
        return not now.flag(self.flag)


@dataclass(frozen=True, slots=True)
class AtLocation:
    location: str

    def holds(self, now: Situation) -> bool:
        return now.here == now.place(self.location)


@dataclass(frozen=True, slots=True)
class RelationshipMinimum:
    npc: str
    minimum: int

    def holds(self, now: Situation) -> bool:
        return now.relationship(self.npc) >= self.minimum
