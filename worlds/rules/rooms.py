"""Which places a step has changed for those who are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worlds.rules.outcome import Change, Step

_NPCS: Final = "world.npc_locations."
_PLACES: Final = "world.locations."


def rooms_of(step: Step) -> set[str]:
    """The locations where who is there, or what lies there, is another than before it."""
    found = set(step.moved or ())
    if step.after.player.finish is not None:  # who has finished is nowhere
        found |= {step.before.player.location, step.after.player.location}
    return found | rooms_changed(step.shared)


def rooms_changed(changes: Iterable[Change]) -> set[str]:
    """The locations where these shared changes made what lies there, or which of the story's people is there, another."""
    return set().union(*map(_touched, changes))


def _touched(change: Change) -> set[str]:
    if change.path.startswith(_NPCS):
        return {where for where in (change.before, change.value) if isinstance(where, str)}
    if change.path.startswith(_PLACES) and change.action is not None:
        return {change.path.removeprefix(_PLACES).rpartition(".")[0]}
    return set()
