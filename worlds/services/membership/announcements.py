"""What the world is told when somebody comes or goes. Names are not stored: they are told as they are when they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.rules.commands import Change, Step
from worlds.services.events import NewEvent


def player_joined(place: WorldParticipant) -> NewEvent:
    return NewEvent("player_joined", {"location": place.location}, actor_id=place.user_id)


def player_left(place: WorldParticipant, *, reason: str) -> NewEvent:
    return NewEvent("player_left", {"reason": reason}, actor_id=place.user_id)


def world_changed(world: SharedWorld, step: Step, *, by: str) -> list[NewEvent]:
    """One event with exactly the world's part of a step, in order; none when nothing is shared. `by` is a short id."""
    if not step.shared:
        return []
    changes = [change_told(change, by=by) for change in step.shared]
    return [NewEvent("world_state_changed", {"changes": changes, "turn": world.turn})]


def change_told(change: Change, *, by: str) -> Mapping[str, Any]:
    """A shared change in the words of the contract: `caused_by` is a player, or null beside the `event` that did it."""
    what = {"value": change.value} if change.action is None else {"action": change.action, "item": change.item}
    cause = {"caused_by": None, "event": change.event_id} if change.event_id else {"caused_by": by}
    return {"path": change.path, **what, **cause}


def ending_payload(session: GameSession) -> Mapping[str, Any]:
    """How somebody's story ended, as far as others may know: not by which way."""
    return {"ending": session.ending_id, "ending_type": session.ending_type, "tier": session.tier}
