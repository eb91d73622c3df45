"""What a command came to: a step with the states before and after, its changes, and errands for others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.commands import Recalled
    from worlds.rules.critical_items.maintenance import Recovery
    from worlds.rules.draft import Draft
    from worlds.rules.effects import Effect
    from worlds.rules.rulings import Judgement
    from worlds.rules.scenario import Option
    from worlds.rules.state import Player, State

Kind = Literal[
    "start", "choice", "improvised", "prompt", "meta", "refused", "blocked", "ended",
    "rejoin", "leave", "inbox", "go", "get", "drop", "give", "wait", "relocated",
]  # fmt: skip


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
    is the acting player, or None beside the `event_id` of the event that did it, or None alone for maintenance of critical
    items (`recoveries`), which the player is not told as a change; `errands` are for other players.
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
    option_text: str = ""  # as it was shown
    arrival: str = ""  # the end of `narrative` that belongs to the node or ending entered
    new_scene: bool = False  # a heading is due: the author's scene break, another place, another scene
    shared: tuple[Change, ...] = ()
    moved: tuple[str, str] | None = None  # from one location to another
    errands: tuple[Errand, ...] = ()
    meaning: Recalled | None = None
    among: Mapping[str, str] = field(default_factory=dict)  # the options that the player is asked about: ids and texts
    recoveries: tuple[Recovery, ...] = ()  # of critical items, at the tick that the turn came to


def step_of(
    before: State,
    draft: Draft,
    kind: Kind,
    *,
    cell: str | None = None,
    option: Option | None = None,
    judgement: Judgement | None = None,
) -> Step:
    """What a draft came to: nothing may be edited after."""
    draft.meet()
    after = draft.state
    return Step(
        before=before,
        after=after,
        kind=kind,
        cell=cell,
        narrative="\n\n".join(draft.told),
        changes=tuple(draft.changes),
        fired=tuple(draft.fired),
        time_passed=after.world.time - before.world.time,
        judgement=judgement,
        option_id=None if option is None else option.id,
        option_text="" if option is None else option.text,
        arrival=draft.arrival,
        new_scene=kind == "start" or _is_new_scene(before.player, draft),
        shared=draft.shared,
        moved=moved(before.player, after.player),
        errands=tuple(draft.errands),
    )


def moved(before: Player, after: Player) -> tuple[str, str] | None:
    return None if before.location == after.location else (before.location, after.location)


def _is_new_scene(before: Player, draft: Draft) -> bool:
    after = draft.state.player
    if after.finish is not None:
        return False
    if after.turn == before.turn:
        return after.scene != before.scene
    return draft.scenario.nodes[after.node].scene_break or after.location != before.location
