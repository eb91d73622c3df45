"""Playing a turn: the one way in for pages, API, sockets, terminals and agents."""

from __future__ import annotations

import uuid

from common.errors import NotFound
from worlds.services.turns.attempt import Attempt, TurnAnswer
from worlds.services.turns.request import TurnRequest
from worlds.services.turns.runners import Notify, Runs, Waiting, run_in_thread, run_on_loop
from worlds.services.turns.shared import shared_turn
from worlds.services.turns.shared_sessions import is_known_shared, remember_shared
from worlds.services.turns.solo import turn_alone
from worlds.services.turns.wait_notice import told_by_stream

__all__ = ["TurnAnswer", "TurnRequest", "play_turn", "play_turn_async"]


def play_turn(
    *,
    user_id: uuid.UUID,
    session_id: str | uuid.UUID,
    request: TurnRequest,
    idempotency_key: str | None = None,
) -> TurnAnswer:
    """Play one command of a player's own game and store what came of it.

    Must be called outside a transaction: a narrator may take seconds, and speaks while nothing is locked; who waits
    for a place in a shared world holds no connection, and is told so on their streams.
    The same `idempotency_key` answers as it did the first time, and costs nothing but
    RATE_REPLAY where a game alone has gone on since. Any other input that is not stale
    counts for RATE_INPUT, alone and together; one that a slow narrator words for RATE_IMPROVISE, too.
    Raises NotFound, InvalidInput, OptionNotAvailable, SessionOver, StaleTurn, IdempotencyConflict, RateLimited,
    TurnLockTimeout, TurnLockExpired, and in a shared world NotAMember, WorldArchived; then nothing has happened.
    """
    attempt = Attempt(user_id, session_id, request, request.command(), idempotency_key)
    if not is_known_shared(session_id):
        try:
            return run_in_thread(turn_alone(attempt), _nobody_is_told)
        except NotFound:  # not a game alone: one in a shared world, or none at all
            pass
    answer = run_in_thread(shared_turn(attempt), told_by_stream(user_id))
    remember_shared(session_id)
    return answer


async def play_turn_async(
    *,
    user_id: uuid.UUID,
    session_id: str | uuid.UUID,
    request: TurnRequest,
    idempotency_key: str | None,
    notify: Notify,
    runs: Runs,
) -> TurnAnswer:
    """The same for sockets, which play in shared worlds only: nobody waits on a thread, and `notify` tells who waits."""
    attempt = Attempt(user_id, session_id, request, request.command(), idempotency_key)
    answer = await run_on_loop(shared_turn(attempt), notify, runs)
    remember_shared(session_id)
    return answer


def _nobody_is_told(_waiting: Waiting) -> None:
    """A game alone has no stream, and nobody else to wait for."""
