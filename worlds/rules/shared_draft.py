"""A turn in company: what is the world's happens once for all, and what is private reaches each player it concerns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from worlds.rules.draft import Draft
from worlds.rules.effects import MoveTo, is_private
from worlds.rules.outcome import Change, Errand
from worlds.rules.quantities import saturate
from worlds.rules.situation import CURRENT
from worlds.rules.state import Pending

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worlds.rules.effects import Effect
    from worlds.rules.party import Company
    from worlds.rules.situation import Situation
    from worlds.rules.state import Finish


def draft_of(now: Situation) -> Draft:
    """A copy of a situation to be edited, alone or in company."""
    kind = Draft if now.company is None else SharedDraft
    return kind(now.scenario, now.state.copy(), now.company, now.offered, now.number)


@dataclass(slots=True)
class SharedDraft(Draft):
    """A turn of one among several. Edits the player who acts and the world, and never another player."""

    @property
    def together(self) -> Company:
        assert self.company is not None, "a shared draft is made in company"
        return self.company

    @property
    def owner(self) -> str | None:
        """An event belongs to the player whose turn schedules it; what an event schedules, to that event's owner."""
        return self.firing[-1].owner if self.firing else self.together.me

    @property
    def shared(self) -> tuple[Change, ...]:
        return tuple(self._as_told(change) for change in self.changes if change.path.startswith("world."))

    def place(self, location: str | None) -> str:
        """In another's event, `current` is where that player is; they may have gone, and then it is here."""
        if location is not None and location != CURRENT:
            return location
        owner = self.firing[-1].owner if self.firing else None
        if owner is None or owner == self.together.me:
            return self.here
        return self.together.whereabouts.get(owner, self.here)

    def happen(self, effect: Effect) -> None:
        """Apply an effect. An event's private ones fall to its owner, or to everybody: to others by an errand."""
        if not self.firing or not is_private(effect, self):
            effect.apply(self)
            return
        event = self.firing[-1]
        for player in self.together.concerned_by(event):
            if player == self.together.me:
                effect.apply(self)
            else:
                self._send(player, event.event_id, effect)

    def undergo(self, event_id: str | None, effects: Iterable[Effect]) -> None:
        """Apply private effects to the player who acts: those of an event, if an event is named."""
        if event_id is not None:
            self.firing.append(Pending(event_id, self.state.world.time, "", self.together.me))
        for effect in effects:
            effect.apply(self)
        if event_id is not None:
            self.firing.pop()

    def gain(self, item: str) -> None:
        """Take an item; a placed one of which no copy lies anywhere is in other hands, and stays there."""
        placed = item in self.scenario.placed_items
        if self.carries(item) or (placed and not self.pick_up(item)):
            return
        if placed:
            self.hold(item)
        self._acquire(item)
        self.listed("character.inventory", "added", item)

    def lose(self, item: str) -> None:
        if not self.carries(item):
            return
        self.part_with(item)
        if item in self.scenario.placed_items:
            self.lay_down(item)

    def hold(self, item: str) -> None:
        self.state.world.holders.setdefault(item, []).append(self.together.me)

    def let_go(self, item: str) -> None:
        holders = self.state.world.holders
        holders[item].remove(self.together.me)
        if not holders[item]:
            del holders[item]

    def hand_over(self, item: str, to: str) -> None:
        """Let another player hold a placed item instead. What others carry is the world's to know, but not to tell."""
        self.part_with(item)
        self.state.world.holders.setdefault(item, []).append(to)

    def part_with(self, item: str) -> None:
        if item in self.state.player.character.inventory:
            self.state.player.character.inventory.remove(item)
        self.listed("character.inventory", "removed", item)
        if item in self.scenario.placed_items:
            self.let_go(item)

    def lay_down(self, item: str) -> None:
        """Leave an item here, unless as many lie about as a game alone could ever have.

        Every new character may bring a copy of what characters start with: without a limit they would pile up.
        """
        if not self._is_one_too_many(item):
            Draft.lay_down(self, item)

    def drop_everything(self) -> None:
        """Leave the placed items held where the player is; what is their own goes with them."""
        for item in [item for item in self.inventory if item in self.scenario.placed_items]:
            self.lose(item)

    def finish(self, finish: Finish) -> None:
        Draft.finish(self, finish)
        self.drop_everything()

    def pass_time(self, seconds: int) -> None:
        """Charge the player's own time; the world's is that of whoever is furthest on, or the sum of everybody's.

        Time never runs backwards in company: a negative cost is none.
        """
        summed = self.together.time_policy == "sum"
        spent_from = self.state.world.time if summed else self._clock()
        self.state.player.clock = saturate(spent_from + max(0, seconds))
        self._let_world_come_to(self.state.player.clock)

    def advance(self, seconds: int) -> None:
        """Let a leap in time pass: in a player's turn it is theirs, in an event the whole world leaps."""
        self.advanced = True
        if not self.firing:
            self.pass_time(seconds)
        elif seconds > 0:
            self.state.player.clock = saturate(self._clock() + seconds)
            self._let_world_come_to(self.state.world.time + seconds)

    def _as_told(self, change: Change) -> Change:
        event = change.caused_by
        who = self.together.me if event is None else None
        return Change(change.path, change.value, change.action, change.item, change.before, who, event)

    def _clock(self) -> int:
        clock = self.state.player.clock
        return self.state.world.time if clock is None else clock

    def _let_world_come_to(self, time: int) -> None:
        world = self.state.world
        before, world.time = world.time, max(world.time, saturate(time))
        if before != world.time:
            self.changed("world.time", world.time, before)

    def _acquire(self, item: str) -> None:
        acquired = self.state.player.character.inventory
        if item in acquired:  # held once, and taken away since without a word of this player's
            acquired.remove(item)
        acquired.append(item)

    def _is_one_too_many(self, item: str) -> bool:
        if item not in self.scenario.protagonist.inventory:
            return False
        listed = sum(location.items.count(item) for location in self.scenario.locations.values())
        return sum(lying.count(item) for lying in self.state.world.items.values()) > listed

    def _send(self, player: str, event_id: str, effect: Effect) -> None:
        addressed = replace(effect, location=self.place(effect.location)) if isinstance(effect, MoveTo) else effect
        last = next((n for n in reversed(range(len(self.errands))) if self.errands[n].player == player), None)
        if last is not None and self.errands[last].event_id == event_id:
            self.errands[last] = replace(self.errands[last], effects=(*self.errands[last].effects, addressed))
        else:
            self.errands.append(Errand(player, event_id, (addressed,)))
