"""Letting rows say what a state of the rules says, and reading it off them.

Alone, the session's row holds a whole state. In a shared world it holds the player's part, and the world's row the rest.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from worlds.models import GameSession, SharedWorld
from worlds.models.versions import make_readable
from worlds.rules import grid
from worlds.rules.canonical import state_hash, stored_hash
from worlds.rules.state import Player, State, World
from worlds.rules.storage import (
    STATE_SCHEMA,
    player_to_json,
    state_from_json,
    state_to_json,
    world_from_json,
    world_to_json,
)

# What a turn may change of its rows; nothing else is written.
SESSION_FIELDS: Final = (
    "state", "state_hash", "offered", "turn", "scene", "beat", "turns_played", "number", "status", "ending_id",
    "ending_type", "cells", "tier", "record_hash", "last_turn_at", "finished_at",
)  # fmt: skip
WORLD_FIELDS: Final = (
    "world_state", "state_hash", "turn", "event_seq", "event_hash", "record_seq", "record_hash", "last_activity_at",
    "updated_at", "player_count", "status", "host",
)  # fmt: skip


def state_of(session: GameSession) -> State:
    """The whole state; in a shared world as of `session.world`, which a writer must have locked. Raises IncompatibleVersion."""
    make_readable(session)
    if session.world is None:
        return state_from_json(session.state)
    # The two parts together are what a game alone has in one row: the rules need not know where it is played.
    make_readable(session.world)
    return state_from_json(session.state | session.world.world_state)


def shared_of(world: SharedWorld) -> World:
    """The shared part of a state, as a world's row has it. Raises IncompatibleVersion."""
    make_readable(world)
    return world_from_json(world.world_state["world"])


def write_state(session: GameSession, state: State, *, at: datetime) -> None:
    """Let a session's row, and its world's if it has one, say what `state` says; saves nothing."""
    if session.world is None:
        session.state, session.state_hash = state_to_json(state), state_hash(state)
    else:
        session.state, session.state_hash = private_part(state.player), private_hash(state.player)
        write_world_state(session.world, state.world, at=at)
    _carry_player(session, state.player, at=at)


def write_world_state(world: SharedWorld, shared: World, *, at: datetime) -> None:
    """Let a world's row say what the shared part of a state says; saves nothing."""
    world.world_state = {"schema": STATE_SCHEMA, "world": world_to_json(shared)}
    world.state_hash = stored_hash(world.world_state)
    world.last_activity_at = at  # `SharedWorld.now` never gives a moment before it


def private_part(player: Player) -> dict[str, object]:
    """A player's part of the state as a session's row holds it: `schema` and `player`."""
    return {"schema": STATE_SCHEMA, "player": player_to_json(player)}


def private_hash(player: Player) -> str:
    """The hash of `private_part`, as a session's row holds it."""
    return stored_hash(private_part(player))


def hash_of(session: GameSession, state: State) -> str:
    """What the session's row has, or would have, for `state_hash`: others turn the shared part while we look."""
    return state_hash(state) if session.world_id is None else private_hash(state.player)


def _carry_player(session: GameSession, player: Player, *, at: datetime) -> None:
    session.turn, session.scene, session.beat = player.turn, player.scene, player.beat
    # Columns of their own, so that lists, boards and the back office need not read states.
    session.cells, session.tier = list(player.cells), grid.tier(player.cells)
    session.last_turn_at = at
    finish = player.finish
    session.ending_id, session.ending_type = (finish.id, finish.type) if finish else ("", "")
    session.status = GameSession.Status.COMPLETED if finish else GameSession.Status.ACTIVE
    session.finished_at = at if finish else None
