"""What changes while a story is played, split by whom it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worlds.rules.critical_items.policies import Maintenance


@dataclass(slots=True)
class Character:
    name: str
    exists: bool
    traits: dict[str, int]
    # A set, kept in order of acquisition. In shared play a placed item counts only while the world says who holds it.
    inventory: list[str]
    relationships: dict[str, int]
    flags: dict[str, bool]
    fate: str | None = None  # died or departed; the first one wins
    # The improv_* flags in `flags`, oldest first: stored JSON does not keep the order of a mapping's keys.
    improvised: list[str] = field(default_factory=list)

    def copy(self) -> Character:
        return Character(
            self.name,
            self.exists,
            dict(self.traits),
            list(self.inventory),
            dict(self.relationships),
            dict(self.flags),
            self.fate,
            list(self.improvised),
        )


@dataclass(frozen=True, slots=True)
class Finish:
    """The ending a player reached; synthetic ones (`_death`, `_dead_end`, ...) stand in no file."""

    id: str
    type: str
    method: str | None = None
    tone: str | None = None


@dataclass(frozen=True, slots=True)
class Preferences:
    parser_mode: bool = False
    improvisation_temperature: int = 5  # 0..10; changes wording only


@dataclass(frozen=True, slots=True)
class Tried:
    """An improvisation as a history keeps it: the number of its record, which knows the words, and what came of it.

    Never the words themselves: a state is hashed for good, and what somebody wrote can be erased.
    """

    number: int
    kind: str  # discovery or constraint


Memory = str | Tried


@dataclass(slots=True)
class Player:
    """The private part: one player's character and place in the story."""

    character: Character
    location: str
    node: str
    previous_node: str | None
    turn: int
    scene: int
    beat: int
    scene_location: str
    history: list[Memory]  # the last five entries
    cells: list[str]  # each cell once, in order of first reach
    finish: Finish | None = None
    preferences: Preferences = field(default_factory=Preferences)
    clock: int | None = None  # in shared play alone: the story second that this player's own turns have come to
    deeds: list[str] = field(default_factory=list)  # hashes of the newest free texts that came to something
    answers: int = 0  # improvisations answered so far: by it a narrator varies its sentences
    visits: dict[str, int] = field(default_factory=dict)  # of nodes with a text for a return: 1, and from then on 2
    met: list[str] = field(default_factory=list)  # people with an opinion of the player, in order of first meeting

    def copy(self) -> Player:
        return Player(
            self.character.copy(),
            self.location,
            self.node,
            self.previous_node,
            self.turn,
            self.scene,
            self.beat,
            self.scene_location,
            list(self.history),
            list(self.cells),
            self.finish,
            self.preferences,
            self.clock,
            list(self.deeds),
            self.answers,
            dict(self.visits),
            list(self.met),
        )


@dataclass(slots=True)
class Local:
    """What has become of a place."""

    flags: dict[str, bool]
    properties: dict[str, int]
    environment: dict[str, str | int]

    def copy(self) -> Local:
        return Local(dict(self.flags), dict(self.properties), dict(self.environment))


@dataclass(frozen=True, slots=True)
class Pending:
    """A scheduled event: due when `trigger_at` (story seconds) <= the world's time.

    `owner` is the player whose turn scheduled it, in shared play; nobody's event concerns everybody.
    """

    event_id: str
    trigger_at: int
    schedule: str  # key into Scenario.schedules: rows stay small
    owner: str | None = None


@dataclass(slots=True)
class World:
    """The shared part."""

    time: int
    start_time: int
    flags: dict[str, bool]
    local: dict[str, Local]
    items: dict[str, list[str]]  # lying at each location
    npc_locations: dict[str, str]
    scheduled: list[Pending]  # in order of insertion
    triggered: list[str]
    event_times: dict[str, int]
    holders: dict[str, list[str]] = field(default_factory=dict)  # in shared play: who has a placed item
    maintenance: Maintenance | None = None  # in shared play: by what critical items are kept; never edited

    def copy(self) -> World:
        return World(
            self.time,
            self.start_time,
            dict(self.flags),
            {place: local.copy() for place, local in self.local.items()},
            {place: list(items) for place, items in self.items.items()},
            dict(self.npc_locations),
            list(self.scheduled),
            list(self.triggered),
            dict(self.event_times),
            {item: list(players) for item, players in self.holders.items()},
            self.maintenance,
        )


@dataclass(slots=True)
class State:
    """A whole game as a value: nobody edits one that another part of the program holds."""

    player: Player
    world: World

    def copy(self) -> State:
        return State(self.player.copy(), self.world.copy())
