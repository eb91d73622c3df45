"""A loaded scenario: everything an author wrote, as immutable values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from worlds.rules.conditions import Condition
from worlds.rules.critical_items.policies import Policy
from worlds.rules.effects import Effect
from worlds.rules.patterns import Pattern
from worlds.rules.quantities import Span

AccessMode = Literal["filter", "show_locked", "show_normal"]
EndingType = Literal["victory", "death", "transcendence", "unchanged"]
Method = Literal["force", "wisdom", "cunning", "luck", "sacrifice", "relationship", "time", "avoidance"]
Tone = Literal["triumphant", "bittersweet", "tragic", "ironic", "enlightened", "hollow", "haunting", "shameful"]
ACCESS: Final = ("open", "entitled")  # who may begin a game: everybody, or players with an entitlement


@dataclass(frozen=True, slots=True)
class Variant:
    """A text that stands in for another one while `when` holds; of several the first that holds counts."""

    when: Condition
    text: str


@dataclass(frozen=True, slots=True)
class ItemWords:
    """How an item is called and described; `public` is what others are told when it changes hands.

    `take` lets players take it wherever it lies, also where they cannot roam.
    """

    name: str = ""
    look: str = ""
    public: str = ""
    take: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """A way out of a location; `travel_minutes` None means the scenario's default."""

    target: str
    travel_minutes: int | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What can change about a place: flags, numbers, and text or numbers of its environment."""

    flags: Mapping[str, bool]
    properties: Mapping[str, int]
    environment: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Location:
    id: str
    name: str
    description: str
    connections: tuple[Connection, ...]
    items: tuple[str, ...]
    initial: Surroundings
    precondition: Condition | None
    access_denied_narrative: str
    access_mode: AccessMode
    look: Mapping[str, str] = field(default_factory=dict)  # what examining a thing tells, by its noun in lower case
    variants: tuple[Variant, ...] = ()  # of the description


@dataclass(frozen=True, slots=True)
class Travel:
    """Story minutes for ways and improvisations; absent from a scenario, neither costs time."""

    default_minutes: int
    applies_on_move: bool
    improvisation_minutes: Mapping[str, int]  # explore, interact, act, meta, limbo


@dataclass(frozen=True, slots=True)
class Credit:
    """The player whose improvisation became this part of the story."""

    user_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A curated answer to improvisations that match `pattern`."""

    pattern: Pattern
    narrative: str
    credit: Credit | None


@dataclass(frozen=True, slots=True)
class Improvisation:
    """How an improvise option judges what a player types."""

    theme: str
    permits: tuple[Pattern, ...]
    blocks: tuple[Pattern, ...]
    limbo_fallback: str
    answers: tuple[Answer, ...]
    outcome_nodes: Mapping[str, str]  # discovery, constraint, limbo -> node or ending


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a player can do; exactly one of `next_node` and `improvisation` is set."""

    id: str
    text: str
    cell: str | None  # an intent or one of the nine cells, as the author wrote it
    precondition: Condition | None
    consequences: tuple[Effect, ...]
    narrative: str
    next_node: str | None
    improvisation: Improvisation | None
    credit: Credit | None
    retired: bool
    variants: tuple[Variant, ...] = ()  # of the text
    private: bool = False  # others are not told that it was picked


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    title: str
    narrative: str
    prompt: str
    options: tuple[Option, ...]
    scene_break: bool
    precondition: Condition | None
    blocked_narrative: str
    blocked_next_node: str | None
    on_enter: tuple[Effect, ...]
    elapsed_since_previous: Span | None
    free_roam: bool
    again: str = ""  # told instead of the narrative to who has been here before
    variants: tuple[Variant, ...] = ()  # of the narrative
    look: Mapping[str, str] = field(default_factory=dict)  # what examining a thing tells, by its noun in lower case

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Ending:
    id: str
    narrative: str
    type: EndingType
    method: Method | None
    tone: Tone | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Protagonist:
    """The character that every player starts as."""

    name: str
    exists: bool
    traits: Mapping[str, int]
    inventory: tuple[str, ...]
    relationships: Mapping[str, int]
    flags: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class InitialEvent:
    """An event already scheduled when the story begins; `trigger_at` is absolute, in story seconds."""

    event_id: str
    trigger_at: int
    schedule: str
    narrative: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The world as the story begins."""

    location: str
    time: int
    flags: Mapping[str, bool]
    surroundings: Mapping[str, Surroundings]  # initial_state with location_state laid over it, key by key
    npc_locations: Mapping[str, str]
    scheduled: tuple[InitialEvent, ...]
    triggered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    description: str
    version: str
    language: str
    protagonist: Protagonist
    opening: Opening
    locations: Mapping[str, Location]  # in file order
    travel: Travel | None
    start_node: str
    nodes: Mapping[str, Node]  # in file order
    endings: Mapping[str, Ending]  # in file order
    schedules: Mapping[str, tuple[Effect, ...]]  # what a pending event will do, by its schedule key
    world_flags: frozenset[str]  # flags of the world rather than of a character
    placed_items: frozenset[str]  # items listed at some location: finite copies
    critical_items: tuple[Policy, ...] = ()  # in order of their items
    author: str = ""
    cover: str = ""  # the name of a picture file beside the story
    minutes: int | None = None  # how long it takes to play
    content_notes: tuple[str, ...] = ()
    preview: bool = True  # whether a game may begin at a scene in the middle, as a preview, which does not count
    access: str = ""  # one of ACCESS, or empty: the site decides
    flag_lines: Mapping[str, str] = field(default_factory=dict)  # what everybody is told when a flag is set
    items: Mapping[str, ItemWords] = field(default_factory=dict)
    npc_names: Mapping[str, str] = field(default_factory=dict)
    event_lines: Mapping[str, str] = field(default_factory=dict)  # told when an event happens, by its schedule key
    # What has been worked out about this scenario, once (see lexicon.py); no part of its value.
    memory: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)
