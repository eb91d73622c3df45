"""What the world is told when somebody comes or goes. Names are not stored: they are told as they are when they are read."""

from __future__ import annotations

import uuid

from worlds.event_types.stored import (
    PlayerFinished,
    PlayerJoined,
    PlayerLeft,
    PlayerMoved,
    SharedChange,
    WorldStateChanged,
)
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.rules.commands import Change, Step
from worlds.services.events import NewEvent


def player_joined(place: WorldParticipant) -> NewEvent:
    return NewEvent(PlayerJoined(location=place.location), actor_id=place.user_id)


def player_left(place: WorldParticipant, *, reason: str) -> NewEvent:
    return NewEvent(PlayerLeft(reason=reason), actor_id=place.user_id)


def player_moved(step: Step, *, user_id: uuid.UUID) -> list[NewEvent]:
    """None when the step led nowhere else."""
    if step.moved is None:
        return []
    origin, target = step.moved
    return [NewEvent(PlayerMoved(origin=origin, target=target), actor_id=user_id)]


def world_changed(world: SharedWorld, step: Step, *, by: str) -> list[NewEvent]:
    """One event with exactly the world's part of a step, in order; none when nothing is shared. `by` is a short id."""
    if not step.shared:
        return []
    changes = [change_told(change, by=by) for change in step.shared]
    return [NewEvent(WorldStateChanged(changes=changes, turn=world.turn))]


def change_told(change: Change, *, by: str) -> SharedChange:
    """A shared change in the words of the contract: `caused_by` is a player, or null beside the `event` that did it."""
    if change.action is None:
        told = SharedChange(path=change.path, value=change.value, caused_by=by)
    else:
        told = SharedChange(path=change.path, action=change.action, item=change.item or "", caused_by=by)
    if change.event_id:
        told["caused_by"], told["event"] = None, change.event_id
    return told


def player_finished(session: GameSession) -> NewEvent:
    """How somebody's story ended. Assumes that the ending is written on the session's row."""
    ended = PlayerFinished(ending=session.ending_id, ending_type=session.ending_type, tier=session.tier)
    return NewEvent(ended, actor_id=session.user_id)
