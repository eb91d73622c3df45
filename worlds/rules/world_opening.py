"""The start of a story as a world lives it once, and each of its players after it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from worlds.rules.effects import MoveTo, is_private
from worlds.rules.shared_draft import SharedDraft

if TYPE_CHECKING:
    from worlds.rules.effects import Effect


@dataclass(slots=True)
class Prologue(SharedDraft):
    """A start with nobody in it: `private` is what each player who joins goes through, with the event that does it."""

    private: list[tuple[str | None, Effect]] = field(default_factory=list)

    @property
    def owner(self) -> str | None:
        """What the start itself schedules concerns everybody."""
        return self.firing[-1].owner if self.firing else None

    def happen(self, effect: Effect) -> None:
        if is_private(effect, self):
            self.private.append((self.firing[-1].event_id if self.firing else None, self._as_lived(effect)))
        effect.apply(self)

    def _as_lived(self, effect: Effect) -> Effect:
        """The world's time has been spent when a player goes the way, and `current` has been told."""
        if isinstance(effect, MoveTo):
            return replace(effect, location=self.place(effect.location), instant=True)
        return effect
