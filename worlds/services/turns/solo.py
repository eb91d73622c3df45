"""A turn in a game alone: one transaction around one row, or two with a lease between them while a slow narrator speaks."""

from __future__ import annotations

import time
from functools import partial

from django.conf import settings

from common.processes import clear_the_dead
from worlds.services.games import sessions
from worlds.services.games.view import View, session_view
from worlds.services.membership.errors import TurnLockTimeout
from worlds.services.turns import hot, leases
from worlds.services.turns.listening import compare_typed_words
from worlds.services.turns.narration import ask_narrator
from worlds.services.turns.needs import (
    POLL,
    BeingNarrated,
    Held,
    Leased,
    Outcome,
    Pause,
    Played,
    TurnSteps,
    Work,
)
from worlds.services.turns.request import ATTEMPTS, StaleTurn, TurnAttempt
from worlds.services.turns.result import TurnAnswer
from worlds.services.turns.solo_transaction import try_alone

STILL_TOLD = "Your last turn is still being played. This one was not played: try again."


def turn_alone(attempt: TurnAttempt) -> TurnSteps[TurnAnswer]:
    """The steps of one turn of a game alone. Raises as `play_turn` does, and NotFound for a session in a shared world."""
    # A game alone waits only for its own last turn, so there is no queue: two tabs take turns at the row.
    deadline = time.monotonic() + settings.TURN_WAIT_TIMEOUT
    for _ in range(ATTEMPTS):
        if attempt.typed is not None:
            yield from compare_typed_words(attempt)
        held = Held()
        try:
            outcome = yield from _once(attempt, held, deadline)
        finally:
            if held.lease is not None:
                yield Work(partial(leases.return_turn_lease, held))
        if isinstance(outcome, Played):
            return outcome.answer
    raise StaleTurn(view=(yield Work(partial(_view, attempt))))


def _once(attempt: TurnAttempt, held: Held, deadline: float) -> TurnSteps[Outcome]:
    outcome: Outcome = yield Work(partial(try_alone, attempt, None), on_loop=partial(hot.play_game_alone, attempt))
    while isinstance(outcome, BeingNarrated):
        if time.monotonic() >= deadline:
            raise TurnLockTimeout(STILL_TOLD, retry_after=1)
        yield Work(clear_the_dead)  # the last turn's server may be gone, and with it its lease
        yield Pause(POLL)
        outcome = yield Work(partial(try_alone, attempt, None))
    if isinstance(outcome, Leased):
        held.lease = outcome.token
        narrated = yield from ask_narrator(attempt, outcome)
        outcome = yield Work(partial(try_alone, attempt, narrated))
    return outcome


def _view(attempt: TurnAttempt) -> View:
    return session_view(sessions.get_owned(user_id=attempt.user_id, session_id=attempt.session_id))
