"""Playing a turn: every writer of turns comes through here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from worlds.models import GameSession, PlayerText, TurnRecord
from worlds.narrators.chosen import narrator
from worlds.rules.commands import Asked, Choose, Ruling, Say, Step
from worlds.rules.errors import SessionOver
from worlds.rules.improvise import judge
from worlds.rules.meaning import gist, read
from worlds.rules.messages import recalled_to_json, ruling_to_json
from worlds.rules.offering import BONUS
from worlds.rules.situation import Situation
from worlds.rules.turns import play
from worlds.services import log, replay, sessions
from worlds.services.carrying import carry, state_of
from worlds.services.requests import IdempotencyConflict, StaleTurn, TurnRequest
from worlds.services.results import TurnResult, result_of, told
from worlds.services.scenarios import compiled
from worlds.services.texts import keep_text
from worlds.services.views import session_view

ATTEMPTS = 3


class MovedOn(Exception):
    """The game moved while the narrator was speaking: its ruling is for another moment."""


@dataclass(frozen=True, slots=True)
class TurnAnswer:
    result: TurnResult
    replayed: bool


@dataclass(frozen=True, slots=True)
class Narrated:
    """A narrator's ruling and the record counter at which it was asked for."""

    ruling: Ruling
    number: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """One player's request on the way through a turn."""

    user_id: uuid.UUID
    session_id: str | uuid.UUID
    request: TurnRequest
    command: Asked
    key: str | None


def play_turn(
    *, user_id: uuid.UUID, session_id: str | uuid.UUID, request: TurnRequest, idempotency_key: str | None = None
) -> TurnAnswer:
    """Play one command of a player's own game and store what came of it.

    Must be called outside a transaction: a narrator may take seconds, and speaks while nothing is locked.
    Raises NotFound, InvalidInput, OptionNotAvailable, SessionOver, StaleTurn, IdempotencyConflict, and then
    nothing has happened. The same `idempotency_key` answers as it did the first time.
    """
    attempt = Attempt(user_id, session_id, request, request.command(), idempotency_key)
    for _ in range(ATTEMPTS):
        try:
            return _play_locked(attempt, _narrate(attempt))
        except MovedOn:
            continue
    raise StaleTurn(view=session_view(sessions.get_owned(user_id=user_id, session_id=session_id)))


def _narrate(attempt: Attempt) -> Narrated | None:
    if _is_plain_choice(attempt.command):
        return None
    session = sessions.get_owned(user_id=attempt.user_id, session_id=attempt.session_id)
    scenario, state = compiled(session.revision), state_of(session)
    judgement = judge(scenario, state, attempt.command) if session.is_active else None
    if judgement is None:
        return None
    return Narrated(narrator().rule(scenario=scenario, state=state, judgement=judgement), session.number)


def _is_plain_choice(command: Asked) -> bool:
    """Without words and not the bonus, which stands for words: nothing to narrate, and no need to look."""
    return isinstance(command, Choose) and command.text is None and command.option_id != BONUS


@transaction.atomic
def _play_locked(attempt: Attempt, narrated: Narrated | None) -> TurnAnswer:
    # Two tabs may click in the same second: the row lock makes the second one wait and find the first's record.
    session = sessions.lock_owned(user_id=attempt.user_id, session_id=attempt.session_id)
    earlier = _answered(session, attempt)
    if earlier is not None:
        return TurnAnswer(earlier, replayed=True)
    _expect(session, attempt.request)
    step = _played(session, attempt.command, narrated)
    if step.after is not step.before:  # a question that was answered changed nothing, and is no turn
        _store(session, attempt, narrated, step)
    return TurnAnswer(result_of(session, told(step), step.after), replayed=False)


def _played(session: GameSession, command: Asked, narrated: Narrated | None) -> Step:
    """Raises MovedOn when the narrator spoke of another moment, or was not asked and must be."""
    if session.status == GameSession.Status.ABANDONED:
        raise SessionOver
    if narrated is not None and narrated.number != session.number:
        raise MovedOn
    step = play(compiled(session.revision), state_of(session), command, narrated.ruling if narrated else None)
    if step.judgement is not None and narrated is None:
        raise MovedOn
    return step


def _answered(session: GameSession, attempt: Attempt) -> TurnResult | None:
    """What was answered to this key before. Raises IdempotencyConflict when it stood for another command."""
    record = session.records.filter(idempotency_key=attempt.key).first() if attempt.key else None
    if record is None:
        return None
    if record.body_hash != attempt.request.body_hash():
        raise IdempotencyConflict
    return result_of(session, record.result, replay.state_after(session, number=record.number), record=record)


def _expect(session: GameSession, request: TurnRequest) -> None:
    expected = ((request.expected_turn, session.turn), (request.expected_number, session.number))
    if any(wanted is not None and wanted != found for wanted, found in expected):
        raise StaleTurn(view=session_view(session))


def _store(session: GameSession, attempt: Attempt, narrated: Narrated | None, step: Step) -> None:
    now = timezone.now()
    carry(session, step.after, at=now)
    text = _kept(session, attempt.command)
    entry = log.Entry(
        kind=TurnRecord.Kind.CHOICE if text is None else TurnRecord.Kind.TEXT,
        at=now,
        command=_said(session, step, attempt.command),
        text=text,
        meaning=_meant(session, step, attempt.command),
        ruling=ruling_to_json(narrated.ruling) if narrated else None,
        cell=step.cell or "",
        result=dict(told(step)),
        idempotency_key=attempt.key,
        body_hash=attempt.request.body_hash() if attempt.key else "",
    )
    log.append(session, entry)
    session.save()
    if session.status == GameSession.Status.COMPLETED:
        sessions.announce_ending(session)


def _kept(session: GameSession, command: Asked) -> PlayerText | None:
    text = command.text
    return None if text is None else keep_text(author_id=session.user_id, text=text)


def _meant(session: GameSession, step: Step, command: Asked) -> dict[str, object] | None:
    """What the player's words meant, so that they can be played again once they are erased."""
    if command.text is None:
        return None
    return recalled_to_json(gist(read(command, Situation(compiled(session.revision), step.before))))


def _said(session: GameSession, step: Step, command: Asked) -> dict[str, str]:
    """The command without the player's own words: those stand in PlayerText, where they can be erased."""
    if isinstance(command, Say):
        return {}
    option = compiled(session.revision).nodes[step.before.player.node].option(command.option_id)
    return {"option_id": command.option_id, "option_text": option.text if option else ""}
