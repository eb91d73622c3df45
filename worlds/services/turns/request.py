"""What a door asks of a turn, and the request on its way through it, whichever world it is played in."""

from __future__ import annotations

import hashlib
import time
import uuid
from dataclasses import asdict, dataclass, field
from typing import Final

from common.errors import Conflict, InvalidInput
from common.hot.budgets import spend_on_loop
from common.throttles import Spent
from common.visible_text import cleaned_within
from worlds import limits
from worlds.models import GameSession, TurnRecord
from worlds.rules.canonical import canonical
from worlds.rules.commands import Asked, Choose, Handle, Recalled, Roaming, Say
from worlds.rules.situation import Situation
from worlds.rules.understanding.likeness import NOTHING_LIKE, Likeness
from worlds.services import budgets
from worlds.services.games.view import session_view
from worlds.services.membership import access
from worlds.services.turns.hearing import Hearing, TypedAt

ATTEMPTS: Final = 3  # how often a turn begins anew when the game has moved on under it


class StaleTurn(Conflict):
    """`details["view"]` is the game as it stands now."""

    code = "stale_turn"
    message = "The story has moved on since you last looked. The answer holds the current state."


class IdempotencyConflict(Conflict):
    code = "idempotency_conflict"
    message = "This idempotency key was already used for another command."


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """`input` is cleaned for others' eyes, whatever carried it."""

    option_id: str | None = None
    input: str | None = None
    expected_turn: int | None = None
    expected_number: int | None = None

    def __post_init__(self) -> None:
        if self.input is not None:
            object.__setattr__(self, "input", cleaned_within(self.input, limits.TURN_TEXT))

    def command(self) -> Asked:
        """The rules' command. Raises InvalidInput when it says nothing, or too much."""
        text = self.input or ""
        if len(text) > limits.TURN_TEXT:
            raise InvalidInput(f"Write at most {limits.TURN_TEXT} characters.", input=len(text))
        if self.option_id:
            return Choose(self.option_id, text or None)
        if text:
            return Say(text)
        raise InvalidInput("Choose an option, or write what you do.")

    def is_stale(self, *, turn: int, number: int) -> bool:
        """Whether a game at this turn, with so many records, is not where the request takes it to be."""
        # Either may be asked for, both or none: None is a client that does not care.
        expected = ((self.expected_turn, turn), (self.expected_number, number))
        return any(wanted is not None and wanted != found for wanted, found in expected)

    def body_hash(self) -> str:
        """What makes two requests under one idempotency key the same."""
        return hashlib.sha256(canonical(self._body())).hexdigest()

    def _body(self) -> dict[str, object]:
        """Its fields by name."""
        return {
            "option_id": self.option_id,
            "input": self.input,
            "expected_turn": self.expected_turn,
            "expected_number": self.expected_number,
        }


@dataclass(frozen=True, slots=True)
class DeedRequest(TurnRequest):
    """A typed command that handles a thing or takes a way: `input` is what was typed, `deed` what it does."""

    deed: Roaming | None = None

    def command(self) -> Asked:
        assert self.deed is not None, "a deed is done"
        return Handle(self.input or "", self.deed)

    def _body(self) -> dict[str, object]:
        return asdict(self)


class TurnPurse:
    """What one request for a turn has spent: an input is paid once, however often the turn is tried."""

    def __init__(self, user_id: uuid.UUID) -> None:
        self._user_id = str(user_id)
        self._input: Spent | None = None
        self._is_used = False

    def pay_input(self) -> None:
        """Raises RateLimited."""
        if self._input is None:
            self._input = budgets.INPUTS.spend(self._user_id)

    async def pay_input_on_loop(self) -> None:
        """Raises RateLimited."""
        if self._input is None:
            self._input = await spend_on_loop(budgets.INPUTS, self._user_id)

    def take_back(self) -> None:
        """The request turned out to be answered before, and an answer that is given again costs nothing."""
        if self._input is not None:
            self._input.refund()
            self._input = None

    def use(self) -> None:
        """Something was recorded: the input stays paid, though the answer may be that of a question."""
        self._is_used = True

    def was_question(self) -> None:
        """What was typed turned out to be no turn: it counts for the budget of readings instead. Raises RateLimited."""
        if self._is_used:
            return
        budgets.READINGS.spend(self._user_id)
        self.take_back()

    def pay_question(self) -> None:
        """One more question to a narrator that is not instant. Raises RateLimited."""
        budgets.NARRATIONS.spend(self._user_id)


@dataclass(frozen=True, slots=True)
class TurnAttempt:
    """One player's request for a turn of one game, with the budget that it draws on, and what was found of its words.

    What is `Recalled` no door asks: it is what others make a player do, who go after them.
    `arrived` is in nanoseconds on the machine's monotonic clock.
    """

    user_id: uuid.UUID
    session_id: str | uuid.UUID
    request: TurnRequest
    command: Asked | Recalled
    key: str | None
    arrived: int = field(default_factory=time.monotonic_ns)
    purse: TurnPurse = field(init=False)
    hearing: Hearing = field(init=False, default_factory=Hearing)

    def __post_init__(self) -> None:
        object.__setattr__(self, "purse", TurnPurse(self.user_id))

    @property
    def is_worded(self) -> bool:
        """Whether the player wrote something, which may come to nothing."""
        return isinstance(self.command, Say | Handle)

    @property
    def typed(self) -> str | None:
        """What the player wrote instead of choosing."""
        return self.command.text if isinstance(self.command, Say) else None

    def likeness(self, now: Situation) -> Likeness:
        """What was found of the words; nothing of a choice."""
        return NOTHING_LIKE if self.typed is None else self.hearing.likeness(now)

    def is_settled(self, at: TypedAt) -> bool:
        """Whether there is nothing to be read: it was answered before, or comes too late."""
        return at.is_answered or self.request.is_stale(turn=at.turn, number=at.number)

    def is_heard(self, *, revision: int, node: str) -> bool:
        """Whether words, if there are any, were compared with the options of this node."""
        return self.typed is None or self.hearing.holds(revision=revision, node=node)


def earlier_record(session: GameSession, attempt: TurnAttempt) -> TurnRecord | None:
    """The record that this key made before. Raises IdempotencyConflict when it stood for another command."""
    return same_request(record_of(session, attempt.key), attempt)


def record_of(session: GameSession, key: str | None) -> TurnRecord | None:
    """The record of a session that was played with this key; None for none, or without a key."""
    return session.records.filter(idempotency_key=key).first() if key else None


def same_request(record: TurnRecord | None, attempt: TurnAttempt) -> TurnRecord | None:
    """Raises IdempotencyConflict when the key stood for another command."""
    if record is not None and record.body_hash != attempt.request.body_hash():
        raise IdempotencyConflict
    return record


def require_expected_turn(session: GameSession, request: TurnRequest) -> None:
    """Raises StaleTurn when the game is not where the request takes it to be."""
    if request.is_stale(turn=session.turn, number=session.number):
        raise StaleTurn(view=session_view(access.as_known(session)))
