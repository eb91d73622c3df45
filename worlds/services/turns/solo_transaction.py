"""A turn in a game alone under its lock: everything between begin and commit."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from common import storing
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
from worlds.services.membership.errors import TurnLockExpired
from worlds.services.membership.players import note_place
from worlds.services.turns import leases, migrating, orders, record_log
from worlds.services.turns.needs import (
    BeingNarrated,
    Elsewhere,
    Leased,
    Narrated,
    Outcome,
    Played,
)
from worlds.services.turns.request import TurnAttempt, earlier_record, require_expected_turn
from worlds.services.turns.result import TurnAnswer, played_payload, result_of
from worlds.services.turns.state_rows import SESSION_FIELDS, state_of, write_state


@transaction.atomic
def try_alone(attempt: TurnAttempt, narrated: Narrated | None) -> Outcome:
    """One try at a turn of a game alone: Played, or Leased where a slow narrator must speak first.

    In a transaction of its own. Raises NotFound, IdempotencyConflict, and as `play_alone` does.
    """
    # Two tabs may click in the same second: the row lock makes the second one wait and find the first's record.
    session = sessions.lock_solo(user_id=attempt.user_id, session_id=attempt.session_id)
    earlier = earlier_record(session, attempt)
    if earlier is not None:
        attempt.purse.take_back()  # a copy of it was played while these words were compared
        return Played(_again(session, earlier))
    return play_alone(attempt, session, narrated)


def play_alone(attempt: TurnAttempt, session: GameSession, narrated: Narrated | None = None) -> Outcome:
    """Play a command that was not played before, or say why not. Assumes the session's row locked. Raises as `play_turn`."""
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
        return BeingNarrated() if is_told else None
    if not leases.release_lease(narrated.token):
        raise TurnLockExpired
    return Elsewhere() if session.number != narrated.number else None


def _take(attempt: TurnAttempt, session: GameSession, narrated: Narrated | None) -> Outcome:
    attempt.purse.pay_input()  # paid once: a second try with a narrator's word finds it paid
    if not session.is_active:
        raise SessionOver
    if session.migrated_from is not None:
        migrating.store_game(session)
    now = Situation(compiled_scenario(session.revision), state_of(session), number=session.number + 1)
    if not attempt.is_heard(revision=session.revision_id, node=now.state.player.node):
        return Elsewhere()  # the words were compared with the options of another node
    reading = read(attempt.command, now, attempt.likeness(now))
    if attempt.typed is not None:
        reading = orders.read_again(reading, session, now)
    if orders.is_undo(reading):
        return Played(orders.undo_last_turn(attempt, session))
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
    told = played_payload(step, typed=attempt.typed)
    return TurnAnswer(result_of(session, told, step.after, among=step.among), replayed=False)


def _store(attempt: TurnAttempt, session: GameSession, step: Step, ruling: Ruling | None) -> None:
    now = timezone.now()
    write_state(session, step.after, at=now)
    record_log.append_record(session, record_log.entry_of(attempt, step, session=session, ruling=ruling, at=now))
    storing.update(session, SESSION_FIELDS)
    note_place(session)
    if session.status == GameSession.Status.COMPLETED:
        sessions.announce_ending(session)
