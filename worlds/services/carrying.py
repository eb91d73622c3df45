"""Letting a session's row say what a state of the rules says."""

from __future__ import annotations

from datetime import datetime

from worlds.models import GameSession
from worlds.rules import grid
from worlds.rules.canonical import state_hash
from worlds.rules.state import State
from worlds.rules.storage import state_from_json, state_to_json


def state_of(session: GameSession) -> State:
    return state_from_json(session.state)


def carry(session: GameSession, state: State, *, at: datetime) -> None:
    """Let a session's row say what `state` says; saves nothing."""
    player = state.player
    session.state = state_to_json(state)
    session.state_hash = state_hash(state)
    session.turn, session.scene, session.beat = player.turn, player.scene, player.beat
    session.cells, session.tier = list(player.cells), grid.tier(player.cells)
    session.last_turn_at = at
    _carry_ending(session, state, at=at)


def _carry_ending(session: GameSession, state: State, *, at: datetime) -> None:
    finish = state.player.finish
    session.ending_id, session.ending_type = (finish.id, finish.type) if finish else ("", "")
    session.status = GameSession.Status.COMPLETED if finish else GameSession.Status.ACTIVE
    session.finished_at = at if finish else None
