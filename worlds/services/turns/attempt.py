"""One player's request on its way through a turn, whichever world it is played in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from worlds.models import GameSession, TurnRecord
from worlds.rules.commands import Asked
from worlds.services.games.view import session_view
from worlds.services.membership import access
from worlds.services.rates import TurnPurse
from worlds.services.turns.request import IdempotencyConflict, StaleTurn, TurnRequest
from worlds.services.turns.result import TurnResult

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    user_id: uuid.UUID
    session_id: str | uuid.UUID
    request: TurnRequest
    command: Asked
    key: str | None
    purse: TurnPurse = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "purse", TurnPurse(self.user_id))


@dataclass(frozen=True, slots=True)
class TurnAnswer:
    result: TurnResult
    replayed: bool  # the answer was given before, to the same idempotency key


def earlier_record(session: GameSession, attempt: Attempt) -> TurnRecord | None:
    """The record that this key made before. Raises IdempotencyConflict when it stood for another command."""
    record = session.records.filter(idempotency_key=attempt.key).first() if attempt.key else None
    if record is not None and record.body_hash != attempt.request.body_hash():
        raise IdempotencyConflict
    return record


def require_expected_turn(session: GameSession, request: TurnRequest) -> None:
    """Raises StaleTurn when the game is not where the request takes it to be."""
    if request.is_stale(turn=session.turn, number=session.number):
        raise StaleTurn(view=session_view(access.as_known(session)))
