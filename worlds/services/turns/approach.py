"""The way to a place, before anything is taken there: the key, the number, and only then the price of an input."""

from __future__ import annotations

from worlds.services.games.seen_view import view_and_remember
from worlds.services.games.sessions import get_owned
from worlds.services.games.view import View
from worlds.services.turns.attempt import Attempt, TurnAnswer, earlier_record
from worlds.services.turns.locks import Where, standpoint_of
from worlds.services.turns.request import StaleTurn
from worlds.services.turns.transaction import answer_again


def approach_place(attempt: Attempt) -> Where | TurnAnswer:
    """Where the turn is to be played, its input paid; or the answer, where the key was answered before.

    One query, no lock: under the locks all but the price is asked again. Raises NotFound, IdempotencyConflict,
    StaleTurn, RateLimited.
    """
    found = standpoint_of(user_id=attempt.user_id, session_id=attempt.session_id, key=attempt.key)
    if found.is_answered and (answer := _answered(attempt)) is not None:
        return answer
    if attempt.request.is_stale(turn=found.turn, number=found.number):
        raise StaleTurn(view=current_view(attempt))
    attempt.purse.pay_input()
    return found.place


def current_view(attempt: Attempt) -> View:
    """The game as it stands, for who is told that it has moved on."""
    return view_and_remember(get_owned(user_id=attempt.user_id, session_id=attempt.session_id))


def _answered(attempt: Attempt) -> TurnAnswer | None:
    session = get_owned(user_id=attempt.user_id, session_id=attempt.session_id)
    record = earlier_record(session, attempt)
    return None if record is None else answer_again(session, record)
