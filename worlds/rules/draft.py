"""A turn being worked out: a state that may be edited, and the record of every edit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from worlds.rules.outcome import Change
from worlds.rules.quantities import saturate
from worlds.rules.situation import IMPROVISED_FLAG, Situation
from worlds.rules.state import Local, Tried

if TYPE_CHECKING:
    from worlds.rules.effects import Effect
    from worlds.rules.outcome import Errand
    from worlds.rules.state import Finish, Memory, Pending

Value = TypeVar("Value")

HISTORY_LINES: Final = 5
IMPROVISED_FLAGS: Final = 64
DEEDS: Final = 64
# An author's list can name every place of the story: the rules' word for it is no location id.
EVERYWHERE: Final = "all"


@dataclass(slots=True)
class Draft(Situation):
    """A copy of a state that one turn edits, with what it has changed, fired and told so far.

    Every edit goes through a method here, so that no change escapes the record. This is the draft of a game alone;
    what differs in company stands in SharedDraft (sharing.py).
    """

    changes: list[Change] = field(default_factory=list)
    fired: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    firing: list[Pending] = field(default_factory=list)  # events whose effects are being applied, the innermost last
    errands: list[Errand] = field(default_factory=list)  # for other players
    advanced: bool = False  # an author's advance_time has run
    gated: bool = False  # a node refused entry
    arrival: str = ""

    def tell(self, text: str) -> None:
        if text := text.strip():
            self.told.append(text)

    def arrive(self, text: str) -> None:
        """Tell the text of what is entered now; it stands last."""
        self.arrival = text.strip()
        self.tell(text)

    def happen(self, effect: Effect) -> None:
        """Let an effect take place, for everyone whom it concerns."""
        effect.apply(self)

    def is_firing(self, event_id: str) -> bool:
        return any(event.event_id == event_id for event in self.firing)

    @property
    def owner(self) -> str | None:
        """Whose event it is that is scheduled now; nobody's concerns everybody."""
        return None

    @property
    def shared(self) -> tuple[Change, ...]:
        """What changed of the world, as others are told."""
        return ()

    def put(self, values: dict[str, Value], key: str, value: Value, path: str) -> None:
        before = values.get(key)
        if before != value or key not in values:
            values[key] = value
            self.changed(path, value, before)

    def listed(self, path: str, action: Literal["added", "removed"], item: str) -> None:
        self.changes.append(Change(path, action=action, item=item, caused_by=self._cause))

    # The character: private.

    def set_trait(self, trait: str, value: int) -> None:
        self.put(self.state.player.character.traits, trait, saturate(value), f"character.traits.{trait}")

    def set_relationship(self, npc: str, value: int) -> None:
        values = self.state.player.character.relationships
        self.put(values, npc, saturate(value), f"character.relationships.{npc}")

    def set_flag(self, flag: str, *, value: bool) -> None:
        owner = "world" if self.is_world_flag(flag) else "character"
        if flag.startswith(IMPROVISED_FLAG):
            self._make_room_for(flag)
        self.put(self.flags_of(flag), flag, value, f"{owner}.flags.{flag}")

    def gain(self, item: str) -> None:
        """Take an item, from where it lies if it lies anywhere: here first, then by location id."""
        if self.carries(item):
            return
        if item in self.scenario.placed_items:
            self.pick_up(item)
        self.state.player.character.inventory.append(item)
        self.listed("character.inventory", "added", item)

    def lose(self, item: str) -> None:
        """Part with an item: a placed one lies here from now on, any other is gone."""
        if not self.carries(item):
            return
        self.state.player.character.inventory.remove(item)
        self.listed("character.inventory", "removed", item)
        if item in self.scenario.placed_items:
            self.lay_down(item)

    def note_deed(self, deed: str) -> None:
        """Remember a free text by its hash; of many the oldest is forgotten. No change that anybody is told."""
        deeds = self.state.player.deeds
        deeds.append(deed)
        del deeds[:-DEEDS]

    def end_character(self, fate: Literal["died", "departed"], reason: str | None) -> None:
        """The character is gone; of several fates the first one counts."""
        character = self.state.player.character
        if not character.exists:
            return
        character.exists, character.fate = False, fate
        self.changed("character.exists", value=False, before=True)
        if reason:
            self.remember(reason)

    def remember(self, line: str) -> None:
        self._recall(line)
        self.listed("character.history", "added", line)

    def remember_trying(self, kind: str) -> None:
        """Remember what was improvised in this turn, by the number of its record."""
        self._recall(Tried(self.number, kind))
        self.listed("character.history", "added", str(self.number))

    def _recall(self, memory: Memory) -> None:
        history = self.state.player.history
        history.append(memory)
        del history[:-HISTORY_LINES]

    def finish(self, finish: Finish) -> None:
        self.state.player.finish = finish

    def stand_at(self, location: str) -> None:
        before, self.state.player.location = self.here, location
        if before != location:
            self.changed("player.location", location, before)

    def meet(self) -> None:
        """Remember who is here, and who thinks something of the player. No change that anybody is told."""
        player, at = self.state.player, self.state.world.npc_locations
        for npc, regard in sorted(player.character.relationships.items()):
            if npc not in player.met and (regard or at.get(npc) == player.location):
                player.met.append(npc)

    # The world: shared.

    def advance(self, seconds: int) -> None:
        """Let an author's leap in time pass."""
        self.advanced = True
        self.pass_time(seconds)

    def pass_time(self, seconds: int) -> None:
        """Let story seconds pass, never backwards."""
        world = self.state.world
        before, world.time = world.time, saturate(world.time + max(0, seconds))
        if before != world.time:
            self.changed("world.time", world.time, before)

    def local_at(self, place: str) -> Local:
        """What a place has become, to be edited; a place that nothing is known of starts empty."""
        return self.state.world.local.setdefault(place, Local({}, {}, {}))

    def set_location_flag(self, location: str, flag: str, *, value: bool) -> None:
        place = self.place(location)
        self.put(self.local_at(place).flags, flag, value, f"world.locations.{place}.flags.{flag}")

    def set_property(self, location: str, name: str, value: int) -> None:
        place = self.place(location)
        values = self.local_at(place).properties
        self.put(values, name, saturate(value), f"world.locations.{place}.properties.{name}")

    def set_environment(self, place: str, name: str, value: str | int) -> None:
        values = self.local_at(place).environment
        self.put(values, name, value, f"world.locations.{place}.environment.{name}")

    def places(self, location: str | None) -> tuple[str, ...]:
        return tuple(self.scenario.locations) if location == EVERYWHERE else (self.place(location),)

    def move_npc(self, npc: str, location: str) -> None:
        self.put(self.state.world.npc_locations, npc, self.place(location), f"world.npc_locations.{npc}")

    def pick_up(self, item: str) -> bool:
        """Take a copy from where one lies; False when none does."""
        lying = self.state.world.items
        for place in (self.here, *sorted(lying)):
            if item in lying.get(place, ()):
                lying[place].remove(item)
                self.listed(f"world.locations.{place}.items", "removed", item)
                return True
        return False

    def lay_down(self, item: str) -> None:
        self.state.world.items.setdefault(self.here, []).append(item)
        self.listed(f"world.locations.{self.here}.items", "added", item)

    @property
    def _cause(self) -> str | None:
        return self.firing[-1].event_id if self.firing else None

    def changed(self, path: str, value: object, before: object) -> None:
        self.changes.append(Change(path, value, before=before, caused_by=self._cause))

    def _make_room_for(self, flag: str) -> None:
        character = self.state.player.character
        if flag in character.flags:
            return
        character.improvised.append(flag)
        while len(character.improvised) > IMPROVISED_FLAGS:
            forgotten = character.improvised.pop(0)
            if character.flags.pop(forgotten, False):
                self.changed(f"character.flags.{forgotten}", value=False, before=True)
