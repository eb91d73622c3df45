"""Reading a state in the words of its scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.state import Local, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.party import Company
    from worlds.rules.scenario import Scenario

CURRENT: Final = "current"
IMPROVISED_FLAG: Final = "improv_"


@dataclass(slots=True)
class Situation:
    """A scenario and a state of it, seen by the player who acts.

    `company` None is play alone. `offered` are options that this player was shown and may still have before them.
    `number` is what the record of this turn will be called, and 0 where nothing is recorded.
    """

    scenario: Scenario
    state: State
    company: Company | None = None
    offered: frozenset[str] = frozenset()
    number: int = 0

    @property
    def here(self) -> str:
        return self.state.player.location

    def place(self, location: str | None) -> str:
        return self.here if location is None or location == CURRENT else location

    def carries(self, item: str) -> bool:
        if self.company is None or item not in self.scenario.placed_items:
            return item in self.state.player.character.inventory
        return self.company.me in self.state.world.holders.get(item, ())

    @property
    def inventory(self) -> Sequence[str]:
        """What the player carries, in order of acquisition; what somebody else gave them stands last, by id."""
        acquired = self.state.player.character.inventory
        if self.company is None:
            return acquired
        held = [item for item, players in self.state.world.holders.items() if self.company.me in players]
        return [*filter(self.carries, acquired), *sorted(item for item in held if item not in acquired)]

    def was_shown(self, option_id: str) -> bool:
        """Whether the player may have an option before them that is hidden by now; alone nobody closes any."""
        return self.company is not None and option_id in self.offered

    def can_have(self, item: str) -> bool:
        """Whether there is an item to be had: alone always; in company a placed one may be in other hands."""
        if self.company is None or item not in self.scenario.placed_items or self.carries(item):
            return True
        return any(item in lying for lying in self.state.world.items.values())

    def trait(self, trait: str) -> int:
        return self.state.player.character.traits.get(trait, 0)

    def relationship(self, npc: str) -> int:
        return self.state.player.character.relationships.get(npc, 0)

    def flag(self, flag: str) -> bool:
        return self.flags_of(flag).get(flag, False)

    def is_world_flag(self, flag: str) -> bool:
        """A flag is the world's if only the world declares it; what a player improvises is always the character's."""
        return flag in self.scenario.world_flags and not flag.startswith(IMPROVISED_FLAG)

    def flags_of(self, flag: str) -> dict[str, bool]:
        return self.state.world.flags if self.is_world_flag(flag) else self.state.player.character.flags

    def local(self, location: str | None) -> Local | None:
        return self.state.world.local.get(self.place(location))

    def elapsed(self, since: str | None) -> int | None:
        """Story seconds since the game began or an event fired; None while it has not fired."""
        world = self.state.world
        if since is None or since == "game_start":
            return world.time - world.start_time
        fired_at = world.event_times.get(since)
        return None if fired_at is None else world.time - fired_at
