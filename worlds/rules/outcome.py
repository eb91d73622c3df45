"""A draft as the step that it has become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules.commands import Step

if TYPE_CHECKING:
    from worlds.rules.commands import Judgement, Kind
    from worlds.rules.draft import Draft
    from worlds.rules.scenario import Option
    from worlds.rules.state import Player, State


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
