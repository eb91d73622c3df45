"""A turn in a game alone: one transaction around one row. No world, lock, lease, ticket or event."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from worlds.models import GameSession
from worlds.narrators.chosen import narrator
from worlds.rules.commands import Asked, Choose, Ruling, Step
from worlds.rules.errors import SessionOver
from worlds.rules.improvise import judge
from worlds.rules.offering import BONUS
from worlds.rules.turns import play
from worlds.services import log, replay, sessions, whereabouts
from worlds.services.attempts import ATTEMPTS, Attempt, TurnAnswer, earlier_record, expect
from worlds.services.carrying import carry, state_of
from worlds.services.entries import entry_of
from worlds.services.requests import StaleTurn
from worlds.services.results import result_of, told
from worlds.services.scenarios import compiled
from worlds.services.views import session_view


class MovedOn(Exception):
    """The game moved while the narrator was speaking: its ruling is for another moment."""


@dataclass(frozen=True, slots=True)
class Narrated:
    """A narrator's ruling and the record counter at which it was asked for."""

    ruling: Ruling
    number: int


def play_solo(attempt: Attempt) -> TurnAnswer:
    """Play one command of a game alone. Raises as `play_turn` does, and NotFound for a session in a shared world."""
    for _ in range(ATTEMPTS):
        try:
            return _play_locked(attempt, _narrate(attempt))
        except MovedOn:
            continue
    raise StaleTurn(view=session_view(sessions.get_owned(user_id=attempt.user_id, session_id=attempt.session_id)))


def _narrate(attempt: Attempt) -> Narrated | None:
    if _is_plain_choice(attempt.command):
        return None
    session = sessions.get_owned(user_id=attempt.user_id, session_id=attempt.session_id)
    if session.world_id is not None or not session.is_active:
        return None
    scenario, state = compiled(session.revision), state_of(session)
    judgement = judge(scenario, state, attempt.command)
    if judgement is None:
        return None
    return Narrated(narrator().rule(scenario=scenario, state=state, judgement=judgement), session.number)


def _is_plain_choice(command: Asked) -> bool:
    """Without words and not the bonus, which stands for words: nothing to narrate, and no need to look."""
    return isinstance(command, Choose) and command.text is None and command.option_id != BONUS


@transaction.atomic
def _play_locked(attempt: Attempt, narrated: Narrated | None) -> TurnAnswer:
    # Two tabs may click in the same second: the row lock makes the second one wait and find the first's record.
    session = sessions.lock_solo(user_id=attempt.user_id, session_id=attempt.session_id)
    earlier = earlier_record(session, attempt)
    if earlier is not None:
        state = replay.state_after(session, number=earlier.number)
        return TurnAnswer(result_of(session, earlier.result, state, record=earlier), replayed=True)
    expect(session, attempt.request)
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


def _store(session: GameSession, attempt: Attempt, narrated: Narrated | None, step: Step) -> None:
    now = timezone.now()
    carry(session, step.after, at=now)
    scenario, ruling = compiled(session.revision), narrated.ruling if narrated else None
    log.append(session, entry_of(attempt, step, session=session, scenario=scenario, ruling=ruling, at=now))
    session.save()
    whereabouts.note(session)
    if session.status == GameSession.Status.COMPLETED:
        sessions.announce_ending(session)
