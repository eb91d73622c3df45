"""A turn in a shared world: the place first, then the session, then the world."""

from __future__ import annotations

import time
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.utils import OperationalError

from common.processes import clear_the_dead
from worlds.feed.fifo import Slots, slots
from worlds.services.membership.errors import TurnLockTimeout
from worlds.services.turns import leases
from worlds.services.turns.approach import approach_place, current_view
from worlds.services.turns.attempt import ATTEMPTS, Attempt, TurnAnswer
from worlds.services.turns.locks import Where, is_timeout
from worlds.services.turns.narration import ask_narrator
from worlds.services.turns.outcomes import Busy, Elsewhere, Held, Leased, Narrated, Outcome, Played, Queued
from worlds.services.turns.request import StaleTurn
from worlds.services.turns.runners import (
    PATIENT,
    POLL,
    UNNOTICED,
    Admission,
    Ladder,
    Notice,
    PatientWork,
    Pause,
    Waiting,
    Work,
)
from worlds.services.turns.transaction import TurnTry, take_turn

HEARTBEAT_POLLS = 8  # a ticket's heartbeat is told every two seconds and lives for five

# At most half of the connections may wait for rows, or a few locked places would leave none for the free ones.
patience = Slots(capacity=PATIENT)


def shared_turn(attempt: Attempt) -> Ladder[TurnAnswer]:
    """The ladder to one turn. Raises as `play_turn` does, and NotAMember, WorldArchived, TurnLockTimeout, TurnLockExpired."""
    deadline = time.monotonic() + settings.TURN_WAIT_TIMEOUT
    for _ in range(ATTEMPTS):
        place: Where | TurnAnswer = yield Work(partial(approach_place, attempt))
        if isinstance(place, TurnAnswer):
            return place
        waiter = slots.enter(place.slot)
        try:
            yield Admission(slots, waiter, place, deadline)
            answer = yield from _at_place(attempt, place, deadline)
        finally:
            slots.leave(waiter)
        if answer is not None:
            return answer
    raise StaleTurn(view=(yield Work(partial(current_view, attempt))))


def _at_place(attempt: Attempt, place: Where, deadline: float) -> Ladder[TurnAnswer | None]:
    """Play at this place; None when the player turns out to be elsewhere. Whatever happens, nothing stays taken."""
    held = Held()
    try:
        return (yield from _through(attempt, place, held, deadline))
    finally:
        if held:
            yield Work(partial(leases.return_turn_lease, held))


def _through(attempt: Attempt, place: Where, held: Held, deadline: float) -> Ladder[TurnAnswer | None]:
    narrated: Narrated | None = None
    while True:
        outcome = yield from _locked(TurnTry(attempt, place, held.ticket, narrated), deadline)
        match outcome:
            case Played(answer):
                return answer
            case Elsewhere():
                return None
            case Queued(ticket):
                held.ticket = ticket
                yield from _stand_in_line(place, ticket, deadline)
            case Leased(token):
                held.ticket, held.lease = None, token
                narrated = yield from ask_narrator(attempt, outcome)
            case Busy():
                raise TurnLockTimeout(retry_after=1)


def _locked(attempt: TurnTry, deadline: float) -> Ladder[Outcome]:
    """Try without waiting first; only who finds the place taken waits for it in the database."""
    outcome: Outcome = yield Work(partial(_bounded, attempt, deadline, patient=False), attempt.place)
    if not isinstance(outcome, Busy):
        return outcome
    seat = patience.enter(None)
    try:
        yield Admission(patience, seat, attempt.place, deadline)
        outcome = yield PatientWork(partial(_bounded, attempt, deadline, patient=True), attempt.place)
    finally:
        patience.leave(seat)
    return outcome


def _bounded(attempt: TurnTry, deadline: float, *, patient: bool) -> Outcome:
    try:
        with transaction.atomic():
            return take_turn(attempt, patient=patient, remaining=deadline - time.monotonic())
    except OperationalError as trouble:
        if not is_timeout(trouble):
            raise
        return Busy()


def _stand_in_line(place: Where, ticket: int, deadline: float) -> Ladder[None]:
    polls = 0
    while before := (yield Work(partial(leases.count_before, place, ticket))):
        if time.monotonic() >= deadline:
            raise TurnLockTimeout(retry_after=1)
        if polls == 1:
            yield Notice(Waiting(place, position=before))
        if polls % HEARTBEAT_POLLS == HEARTBEAT_POLLS - 1:
            yield Work(partial(leases.still_here, ticket))
            yield Work(clear_the_dead)
        yield Pause(POLL if polls else UNNOTICED)
        polls += 1
