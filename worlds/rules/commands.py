"""What a player can ask for in play, what a narrator may rule, and what a turn comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from worlds.rules.effects import Effect
    from worlds.rules.state import State

Verdict = Literal["discovery", "constraint", "limbo"]
Intention = Literal["meta", "explore", "interact", "limbo", "act"]
Kind = Literal[
    "start", "choice", "improvised", "prompt", "meta", "refused", "blocked", "ended",
    "rejoin", "leave", "inbox", "go", "get", "drop", "give",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick an option; `text` answers the question of an improvise option."""

    option_id: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Free text of at most `limits.TURN_TEXT` characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules make of an improvisation, before anybody words it."""

    verdict: Verdict
    intent: Intention
    option_id: str | None  # the improvise option it answers, if any
    text: str
    theme: str
    limbo_fallback: str
    answer: str | None  # a curated answer that matches, worded already


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a player's words were found to mean, without the words: enough to play them again once they are erased.

    Exactly one of `option_id` alone (an option was typed), `topic` (a question) and `judgement` (an improvisation,
    with the flag that it sets, and the deed that free text is) is told.
    """

    option_id: str | None = None
    topic: str | None = None
    glance: bool = False
    judgement: Judgement | None = None  # its text is empty
    flag: str = ""
    deed: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Go:
    """Take a way out of the place, where the story lets players roam."""

    target: str


@dataclass(frozen=True, slots=True)
class Get:
    """Pick up a placed item that lies here."""

    item: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Lay down a placed item here."""

    item: str


@dataclass(frozen=True, slots=True)
class Give:
    """Hand a placed item to another player who is here."""

    item: str
    to: str


Roaming = Go | Get | Drop | Give
Asked = Choose | Say  # what doors pass on
Command = Asked | Recalled


@dataclass(frozen=True, slots=True)
class Ruling:
    """A narrator's word on an improvisation: an input of the rules, stored with the command, never asked for twice."""

    cell: Verdict
    effects: tuple[Effect, ...]
    text: str
    narrator: str
    version: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed, by the path that clients know it under.

    `value` is set for values; `action` (added, removed) and `item` for lists. `before` is for display only.
    """

    path: str
    value: object = None
    action: Literal["added", "removed"] | None = None
    item: str | None = None
    before: object = None
    caused_by: str | None = None  # None: the acting player; else the event that did it
    event_id: str | None = None  # of a shared change only: see Step.shared


@dataclass(frozen=True, slots=True)
class Errand:
    """What an event has in store for a player who was not at play when it fired: private effects, in order.

    It waits in that player's inbox until it is settled.
    """

    player: str
    event_id: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one command came to; `before` and `after` are whole states.

    `after` is the very object `before` when there is nothing to keep: a question was answered, and no turn played.
    `judgement` is there when a narrator could have ruled. `meaning` is the one reading of the command that was played,
    without the player's words; None for what is no reading: a start, roaming, what the world does. `time_passed` counts story seconds of the world.

    In shared play, what others may know: `shared` is exactly the world's part of `changes`, in order, where `caused_by`
    is the acting player, or None beside the `event_id` of the event that did it; `errands` are for other players.
    """

    before: State
    after: State
    kind: Kind
    cell: str | None
    narrative: str  # everything told, the text of a node or ending that was entered included
    changes: tuple[Change, ...] = ()
    fired: tuple[str, ...] = ()
    time_passed: int = 0
    judgement: Judgement | None = None
    option_id: str | None = None  # the option acted on, also when it was typed
    arrival: str = ""  # the end of `narrative` that belongs to the node or ending entered
    new_scene: bool = False  # a heading is due: the author's scene break, another place, another scene
    shared: tuple[Change, ...] = ()
    moved: tuple[str, str] | None = None  # from one location to another
    errands: tuple[Errand, ...] = ()
    meaning: Recalled | None = None
