"""Consequences for a character: what they carry and are, where they go, how they end; and the flags of a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.rules import travel

if TYPE_CHECKING:
    from worlds.rules.draft import Draft


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
