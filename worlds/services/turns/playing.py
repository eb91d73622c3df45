"""Playing a turn: the one way in for pages, API, sockets, terminals and agents, and the steps of a turn in a shared world.

The steps, in order: find the place, wait in this process's queue for it, play under the locks (`transaction`), and once
more from there for a ticket or a narrator's word. `solo` has the steps of a game alone.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.utils import OperationalError

from common.errors import NotFound
from common.prepared.select import Query
from common.recent import Known
from worlds.feed.fifo import Slots, Waiter, slots
from worlds.services.games.seen_view import view_and_remember
from worlds.services.games.sessions import get_owned
from worlds.services.games.view import View
from worlds.services.membership.errors import TurnLockTimeout
from worlds.services.turns import hot, leases, needs
from worlds.services.turns.listening import compare_typed_words
from worlds.services.turns.locks import Where, is_timeout, standpoint_of
from worlds.services.turns.narration import ask_narrator
from worlds.services.turns.needs import Busy, Held, Notify, Outcome, Runs, Standing, TurnSteps, Work
from worlds.services.turns.request import ATTEMPTS, StaleTurn, TurnAttempt, TurnRequest, earlier_record
from worlds.services.turns.result import TurnAnswer, answer_again
from worlds.services.turns.runners import run_in_thread, run_on_loop, told_by_stream
from worlds.services.turns.solo import turn_alone
from worlds.services.turns.transaction import Contender, lock_and_play

__all__ = ["TurnAnswer", "TurnRequest", "play_turn", "play_turn_async"]

PAUSES: Final = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16)  # seconds after a try

# At most half of the connections may wait for rows, or a few locked places would leave none for the free ones.
patience = Slots(capacity=needs.PATIENT)

_shared: Known[str] = Known(most=10_000)  # sessions known to be in shared worlds; a session never changes sides


def play_turn(
    *, user_id: uuid.UUID, session_id: str | uuid.UUID, request: TurnRequest, idempotency_key: str | None = None
) -> TurnAnswer:
    """Play one command of a player's own game and store what came of it.

    Returns the `TurnResult`, which holds what was told and the new view, and whether it was answered before.
    Must be called outside a transaction: a narrator may take seconds, and speaks while nothing is locked; who waits
    for a place in a shared world holds no connection, and is told so on their streams.
    The same `idempotency_key` answers as it did the first time, and costs nothing but
    RATE_REPLAY where a game alone has gone on since. Any other input that is not stale
    counts for RATE_INPUT, alone and together; one that a slow narrator words for RATE_IMPROVISE, too. Typed text that
    turns out to be a question about the game counts for RATE_READ instead.
    Raises NotFound, InvalidInput, OptionNotAvailable, SessionOver, StaleTurn, IdempotencyConflict, RateLimited,
    TurnLockTimeout, TurnLockExpired, and in a shared world NotAMember, WorldArchived, NotStarted; then nothing has happened.
    """
    return play_attempt(TurnAttempt(user_id, session_id, request, request.command(), idempotency_key))


def play_attempt(attempt: TurnAttempt) -> TurnAnswer:
    """The same for an attempt that is made already. Raises as `play_turn`."""
    return run_in_thread(_turn(attempt), told_by_stream(attempt.user_id))


async def play_turn_async(
    *,
    user_id: uuid.UUID,
    session_id: str | uuid.UUID,
    request: TurnRequest,
    idempotency_key: str | None,
    notify: Notify,
    runs: Runs,
    arrived: int | None = None,
    is_shielded: bool = False,
) -> TurnAnswer:
    """The same on an event loop: nobody waits on a thread. In a shared world `notify` tells the player that they wait.

    `arrived`, in nanoseconds on the monotonic clock, is when the request came; now if it is not said. `is_shielded` says
    that nobody cancels the task that asks.
    """
    arrived = arrived or time.monotonic_ns()
    attempt = TurnAttempt(user_id, session_id, request, request.command(), idempotency_key, arrived)
    return await run_on_loop(_turn(attempt), notify, runs, is_shielded=is_shielded)


def first_read(user_id: uuid.UUID, session_id: str, key: str | None) -> Sequence[Query]:
    """What `play_turn_async` will read first, where that is known: of games that are known to be in a shared world."""
    return (hot.player_query(user_id, session_id, key),) if session_id in _shared else ()


def _turn(attempt: TurnAttempt) -> TurnSteps[TurnAnswer]:
    try:
        answer = yield from _turn_somewhere(attempt)
    except (StaleTurn, TurnLockTimeout):  # found when the input was paid
        yield Work(attempt.purse.take_back)
        raise
    if attempt.is_worded and answer.result["kind"] in {"meta", "prompt"} and not answer.replayed:
        yield Work(attempt.purse.was_question)
    return answer


def _turn_somewhere(attempt: TurnAttempt) -> TurnSteps[TurnAnswer]:
    if str(attempt.session_id) not in _shared:
        with suppress(NotFound):  # not a game alone: one in a shared world, or none at all
            return (yield from turn_alone(attempt))
    answer = yield from shared_turn(attempt)
    _shared.note(str(attempt.session_id))  # saves the next turn the question whether this is a game alone
    return answer


def shared_turn(attempt: TurnAttempt) -> TurnSteps[TurnAnswer]:
    """The steps of one turn. Raises as `play_turn` does, and NotAMember, WorldArchived, TurnLockTimeout, TurnLockExpired."""
    deadline = time.monotonic() + settings.TURN_WAIT_TIMEOUT
    for _ in range(ATTEMPTS):
        found: Standing | TurnAnswer = yield Work(
            partial(_find_place, attempt), on_loop=partial(hot.find_place, attempt)
        )
        if isinstance(found, TurnAnswer):
            return found
        place = found.place
        if attempt.typed is not None:
            yield from compare_typed_words(attempt)
        waiter = found.waiter or slots.enter((place.world_id, place.location), attempt.arrived)
        try:
            if not waiter.is_admitted:
                yield needs.Admission(slots, waiter, place, deadline)
            answer = yield from _at_place(attempt, place, waiter, deadline)
        finally:
            slots.leave(waiter)
        if answer is not None:
            return answer
    raise StaleTurn(view=(yield Work(partial(_current_view, attempt))))


def _find_place(attempt: TurnAttempt) -> Standing | TurnAnswer:
    """Where the turn is to be played, its input paid; or the answer, where the key was answered before.

    One query, no lock: under the locks all but the price is asked again. A turn without words stands in line there before it pays,
    so that it is not overtaken meanwhile. Raises NotFound, IdempotencyConflict, StaleTurn, RateLimited.
    """
    found = standpoint_of(user_id=attempt.user_id, session_id=attempt.session_id, key=attempt.key)
    if found.is_answered and (answer := _earlier_answer(attempt)) is not None:
        return answer
    if attempt.request.is_stale(turn=found.turn, number=found.number):
        raise StaleTurn(view=_current_view(attempt))
    # Only now: what was answered before, or comes too late, costs a player nothing.
    place = found.place
    if attempt.typed is not None:
        attempt.purse.pay_input()
        return Standing(place)
    with slots.entered((place.world_id, place.location), attempt.arrived) as waiter:
        attempt.purse.pay_input()
    return Standing(place, waiter)


def _current_view(attempt: TurnAttempt) -> View:
    """The game as it stands, for a player whose game has moved on."""
    return view_and_remember(get_owned(user_id=attempt.user_id, session_id=attempt.session_id))


def _earlier_answer(attempt: TurnAttempt) -> TurnAnswer | None:
    session = get_owned(user_id=attempt.user_id, session_id=attempt.session_id)
    record = earlier_record(session, attempt)
    return None if record is None else answer_again(session, record)


def _at_place(attempt: TurnAttempt, place: Where, waiter: Waiter, deadline: float) -> TurnSteps[TurnAnswer | None]:
    """Play at this place; None when the player turns out to be elsewhere. Whatever happens, nothing stays taken."""
    held = Held()
    try:
        return (yield from _until_played(Contender(attempt, place, waiter, held, None), deadline))
    finally:
        if held.ticket is not None or held.lease is not None:
            yield Work(partial(leases.return_turn_lease, held))


def _until_played(contender: Contender, deadline: float) -> TurnSteps[TurnAnswer | None]:
    while True:
        outcome = yield from _locked(contender, deadline)
        match outcome:
            case needs.Played(answer):
                return answer
            case needs.Elsewhere():
                return None
            case needs.Queued(ticket):
                contender.held.ticket = ticket
                yield from leases.wait_in_line(contender.place, ticket, deadline)
            case needs.Leased(token):
                contender.held.ticket, contender.held.lease = None, token
                contender = replace(contender, narrated=(yield from ask_narrator(contender.attempt, outcome)))
            case Busy():
                raise TurnLockTimeout(retry_after=1)


def _locked(contender: Contender, deadline: float) -> TurnSteps[Outcome]:
    """Wait for the place in the database, in its queue; while as many wait there as may, try first, as it may be free."""
    waiter = patience.enter_free(None)
    if waiter is None:
        outcome: Outcome = yield from _tried(contender, deadline)
        if not isinstance(outcome, Busy):
            return outcome
        slots.go_on(contender.waiter)  # it may wait for other places now, and players of other processes need not
        waiter = patience.enter(None)
    try:
        if not waiter.is_admitted:
            yield needs.Admission(patience, waiter, contender.place, deadline)
        outcome = yield needs.PatientWork(
            partial(_bounded, contender, deadline, patient=True),
            contender.place,
            on_loop=partial(hot.lock_and_play_on_loop, contender, deadline, patient=True),
        )
    finally:
        patience.leave(waiter)
    return outcome


def _tried(contender: Contender, deadline: float) -> TurnSteps[Outcome]:
    """Try without waiting, and again after each pause: at a free place a turn of another process is over by then."""
    once = Work(
        partial(_bounded, contender, deadline, patient=False),
        contender.place,
        on_loop=partial(hot.lock_and_play_on_loop, contender, deadline, patient=False),
    )
    for pause in PAUSES:
        outcome: Outcome = yield once
        if not isinstance(outcome, Busy):
            return outcome
        yield needs.Pause(pause)
    return Busy()


def _bounded(contender: Contender, deadline: float, *, patient: bool) -> Outcome:
    try:
        with transaction.atomic():
            return lock_and_play(contender, patient=patient, remaining=deadline - time.monotonic())
    except OperationalError as trouble:
        if not is_timeout(trouble):
            raise
        return Busy()
