"""A turn in a game alone: one transaction around one row, or two with a lease between them while a slow narrator speaks."""

from __future__ import annotations

import time
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from common.processes import clear_the_dead
from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.narrators.chosen import narrator
from worlds.rules.errors import SessionOver
from worlds.rules.improvise import judgement_of
from worlds.rules.meaning import read
from worlds.rules.outcome import Step
from worlds.rules.rulings import Ruling
from worlds.rules.situation import Situation
from worlds.rules.turns import play_reading
from worlds.services.budgets import REPLAYS
from worlds.services.games import replay, sessions
from worlds.services.games.view import View, session_view
from worlds.services.membership.errors import TurnLockExpired, TurnLockTimeout
from worlds.services.membership.players import note_place
from worlds.services.turns import leases, record_log
from worlds.services.turns.narration import ask_narrator
from worlds.services.turns.needs import (
    POLL,
    BeingTold,
    Elsewhere,
    Held,
    Leased,
    Narrated,
    Outcome,
    Pause,
    Played,
    TurnSteps,
    Work,
)
from worlds.services.turns.request import ATTEMPTS, StaleTurn, TurnAttempt, earlier_record, require_expected_turn
from worlds.services.turns.result import TurnAnswer, result_of, turn_payload
from worlds.services.turns.state_rows import state_of, write_state

STILL_TOLD = "Your last turn is still being played. This one was not played: try again."


def turn_alone(attempt: TurnAttempt) -> TurnSteps[TurnAnswer]:
    """The steps of one turn of a game alone. Raises as `play_turn` does, and NotFound for a session in a shared world."""
    # A game alone waits only for its own last turn, so there is no queue: two tabs take turns at the row.
    deadline = time.monotonic() + settings.TURN_WAIT_TIMEOUT
    for _ in range(ATTEMPTS):
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
    outcome: Outcome = yield Work(partial(_try, attempt, None))
    while isinstance(outcome, BeingTold):
        if time.monotonic() >= deadline:
            raise TurnLockTimeout(STILL_TOLD, retry_after=1)
        yield Work(clear_the_dead)  # the last turn's server may be gone, and with it its lease
        yield Pause(POLL)
        outcome = yield Work(partial(_try, attempt, None))
    if isinstance(outcome, Leased):
        held.lease = outcome.token
        narrated = yield from ask_narrator(attempt, outcome)
        outcome = yield Work(partial(_try, attempt, narrated))
    return outcome


@transaction.atomic
def _try(attempt: TurnAttempt, narrated: Narrated | None) -> Outcome:
    # Two tabs may click in the same second: the row lock makes the second one wait and find the first's record.
    session = sessions.lock_solo(user_id=attempt.user_id, session_id=attempt.session_id)
    earlier = earlier_record(session, attempt)
    if earlier is not None:
        return Played(_again(session, earlier))
    require_expected_turn(session, attempt.request)
    return _hindrance(session, narrated) or _take(attempt, session, narrated)


def _again(session: GameSession, record: TurnRecord) -> TurnAnswer:
    state = state_of(session)
    if record.number != session.number:  # it went on since, or somebody asks for the same over and over
        REPLAYS.spend(str(session.user_id))
        state = replay.state_after(session, number=record.number)
    return TurnAnswer(result_of(session, record.result, state, record=record), replayed=True)


def _hindrance(session: GameSession, narrated: Narrated | None) -> Outcome | None:
    """Raises TurnLockExpired for a holder who comes back late."""
    if narrated is None:
        # Where narrators are instant, no turn is ever being worded: there nobody needs to look.
        is_told = not narrator().instant and leases.is_leased_alone(session)
        return BeingTold() if is_told else None
    if not leases.release_lease(narrated.token):
        raise TurnLockExpired
    return Elsewhere() if session.number != narrated.number else None


def _take(attempt: TurnAttempt, session: GameSession, narrated: Narrated | None) -> Outcome:
    attempt.purse.pay_input()  # paid once: a second try with a narrator's word finds it paid
    if not session.is_active:
        raise SessionOver
    now = Situation(compiled_scenario(session.revision), state_of(session))
    reading = read(attempt.command, now)
    judgement = None if narrated else judgement_of(reading)
    ruling = narrated.ruling if narrated else None
    if judgement is not None:
        if not narrator().instant:
            token = leases.lease_alone(session)
            return Leased(token, session.number, session.revision_id, now.scenario, now.state, judgement)
        ruling = narrator().rule(scenario=now.scenario, state=now.state, judgement=judgement)
    return Played(_play(attempt, session, play_reading(now, reading, ruling), ruling))


def _play(attempt: TurnAttempt, session: GameSession, step: Step, ruling: Ruling | None) -> TurnAnswer:
    if step.after is not step.before:  # a question that was answered changed nothing, and is no turn
        _store(attempt, session, step, ruling)
    return TurnAnswer(result_of(session, turn_payload(step), step.after), replayed=False)


def _store(attempt: TurnAttempt, session: GameSession, step: Step, ruling: Ruling | None) -> None:
    now = timezone.now()
    write_state(session, step.after, at=now)
    scenario = compiled_scenario(session.revision)
    record_log.append_record(
        session, record_log.entry_of(attempt, step, session=session, scenario=scenario, ruling=ruling, at=now)
    )
    session.save()
    note_place(session)
    if session.status == GameSession.Status.COMPLETED:
        sessions.announce_ending(session)


def _view(attempt: TurnAttempt) -> View:
    return session_view(sessions.get_owned(user_id=attempt.user_id, session_id=attempt.session_id))
