"""Playing a turn: the one way in for pages, API, sockets, terminals and agents."""

from __future__ import annotations

import uuid

from worlds.services.attempts import Attempt, TurnAnswer
from worlds.services.requests import TurnRequest
from worlds.services.solo import play_solo

__all__ = ["TurnAnswer", "TurnRequest", "play_turn"]


def play_turn(
    *, user_id: uuid.UUID, session_id: str | uuid.UUID, request: TurnRequest, idempotency_key: str | None = None
) -> TurnAnswer:
    """Play one command of a player's own game and store what came of it.

    Must be called outside a transaction: a narrator may take seconds, and speaks while nothing is locked.
    Raises NotFound, InvalidInput, OptionNotAvailable, SessionOver, StaleTurn, IdempotencyConflict, and then
    nothing has happened. The same `idempotency_key` answers as it did the first time.
    """
    return play_solo(Attempt(user_id, session_id, request, request.command(), idempotency_key))
