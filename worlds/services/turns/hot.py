"""A turn on an event loop: the rows locked and read in one round trip, what came of it written in a second.

Everything that decides is the plain path's (`transaction`); here are only its statements, sent together. What
is rare (a lease, a ticket, an ending in a world, a name to look up) asks the database in the ORM's own way, which
Django refuses on a loop: then all is rolled back, NotOrdinary is raised, and a thread does it.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import SynchronousOnlyOperation
from django.db.utils import OperationalError

from common import storing
from common.errors import RateLimited
from common.hot.request import NotOrdinary
from common.ids import is_short_id
from common.prepared.lines import Rows as RawRows
from common.prepared.pool import Transaction, fetch, transaction
from common.prepared.select import Query
from common.prepared.units import commit
from common.transaction_bounds import bound_in_queue, bound_transaction
from worlds.feed.fifo import slots
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldParticipant, versions
from worlds.services.turns import statements
from worlds.services.turns.hearing import TypedAt
from worlds.services.turns.locks import LONGEST_WAIT, WaitingLine, Where, is_timeout
from worlds.services.turns.needs import Busy, Outcome, Standing
from worlds.services.turns.request import StaleTurn, TurnAttempt
from worlds.services.turns.solo_transaction import play_alone
from worlds.services.turns.transaction import Contender, play_locked

NO_KEY = ""  # no record has it: a key is one character at least, and absent is not empty


def player_query(user_id: uuid.UUID, session_id: str, key: str | None) -> Query:
    """The first that a chosen turn in a shared world reads."""
    return statements.STANDPOINT(user=user_id, short_id=session_id, key=key or NO_KEY)


async def find_place(attempt: TurnAttempt) -> Standing:
    """As the plain path finds it, its input paid. Raises NotOrdinary, RateLimited."""
    [raw] = await fetch(player_query(attempt.user_id, _short_id(attempt), attempt.key))
    found = statements.STANDPOINT.first(raw)
    if found is None:
        raise NotOrdinary
    session, world, location, turn, number, is_answered = found
    if world is None or is_answered or attempt.request.is_stale(turn=turn, number=number):
        raise NotOrdinary
    place = Where(session, world, location or "")
    if attempt.typed is not None:
        await attempt.purse.pay_input_on_loop()
        return Standing(place)
    with slots.entered((world, place.location), attempt.arrived) as waiter:
        await attempt.purse.pay_input_on_loop()
    return Standing(place, waiter)


async def find_words(attempt: TurnAttempt) -> TypedAt | None:
    """As the plain path finds them, the input paid. Raises NotOrdinary, RateLimited."""
    short_id = _short_id(attempt)
    [raw] = await fetch(statements.TYPED_IN(user=attempt.user_id, short_id=short_id, key=attempt.key or NO_KEY))
    found = statements.TYPED_IN.first(raw)
    at = None if found is None else TypedAt(*found)
    if at is None or attempt.is_settled(at):
        return None
    try:
        at.scenario()
    except SynchronousOnlyOperation:  # this process has not read the story yet
        raise NotOrdinary from None
    await attempt.purse.pay_input_on_loop()
    return at


async def lock_and_play_on_loop(contender: Contender, deadline: float, *, patient: bool) -> Outcome:
    """One try at a turn in a shared world. Raises as the plain path does, and NotOrdinary."""
    if contender.ticket is not None or contender.narrated is not None:
        raise NotOrdinary
    try:
        async with transaction() as tx:
            outcome = await _play(tx, contender, deadline, patient=patient)
    except OperationalError as trouble:
        if not is_timeout(trouble):
            raise
        return Busy()
    except SynchronousOnlyOperation:
        raise NotOrdinary from None
    return outcome


async def play_game_alone(attempt: TurnAttempt) -> Outcome:
    """One try at a turn of a game alone. Raises as the plain path does, and NotOrdinary."""
    await _pay(attempt)
    try:
        async with transaction() as tx:
            session = await _locked_or_free(tx, attempt)
            with storing.collecting() as stored:
                outcome = play_alone(attempt, session)
            await commit(tx, stored)
    except (NotOrdinary, SynchronousOnlyOperation, StaleTurn):
        # It may turn out to cost nothing: the plain path asks first, and pays then.
        await asyncio.to_thread(attempt.purse.take_back)
        raise NotOrdinary from None
    return outcome


async def _pay(attempt: TurnAttempt) -> None:
    """Before the row is locked, as no lock waits for Redis. Raises NotOrdinary where nothing is left: a repeated key is free."""
    try:
        await attempt.purse.pay_input_on_loop()
    except RateLimited:
        raise NotOrdinary from None


async def _locked_or_free(tx: Transaction, attempt: TurnAttempt) -> GameSession:
    """The game's row, locked; where that fails, the turn costs nothing."""
    try:
        return await _locked_alone(tx, attempt)
    except BaseException:
        await asyncio.to_thread(attempt.purse.take_back)
        raise


async def _locked_alone(tx: Transaction, attempt: TurnAttempt) -> GameSession:
    short_id, key = _short_id(attempt), attempt.key
    _, found, *earlier = await tx.run(
        bound_transaction(LONGEST_WAIT),
        statements.ALONE(user=attempt.user_id, short_id=short_id),
        *([statements.EARLIER_ALONE(short_id=short_id, key=key)] if key else []),
    )
    session = statements.ALONE.first(found)
    if session is None or any(earlier):
        raise NotOrdinary
    _require_current(session)
    return session


async def _play(tx: Transaction, contender: Contender, deadline: float, *, patient: bool) -> Outcome:
    rows = await _locked(tx, contender, deadline, patient=patient)
    with storing.collecting() as stored:
        outcome = play_locked(contender, rows)
    await commit(tx, stored)
    return outcome


@dataclass(frozen=True, slots=True)
class LockedTogether:
    """The rows of a turn as one round trip locked and read them."""

    found: GameSession
    record: TurnRecord | None
    locked: SharedWorld
    places: Sequence[WorldParticipant]

    def session(self) -> tuple[GameSession, WaitingLine]:
        session: Any = self.found
        return session, WaitingLine(session.lease_id, session.lease_holds, session.first_ticket)

    def earlier(self, session: GameSession) -> TurnRecord | None:
        return self.record

    def world(self) -> SharedWorld:
        return self.locked

    def present(self, session: GameSession) -> Sequence[WorldParticipant]:
        return self.places


async def _locked(tx: Transaction, contender: Contender, deadline: float, *, patient: bool) -> LockedTogether:
    """Lock everything, in the order in which everybody does. Raises NotOrdinary where something is not there."""
    attempt, place = contender.attempt, contender.place
    choose_place = statements.ANY_PLACE if patient else statements.FREE_PLACE
    _, held, session, world, present, *earlier = await tx.run(
        bound_in_queue(deadline - time.monotonic(), place.world_id, place.location, patient=patient),
        choose_place(world=place.world_id, location=place.location),
        statements.SESSION(user=attempt.user_id, pk=place.session_id, world=place.world_id, location=place.location),
        statements.WORLD(pk=place.world_id),
        statements.PRESENT(world_id=place.world_id),
        *([statements.EARLIER(session=place.session_id, key=attempt.key)] if attempt.key else []),
    )
    if held:
        slots.go_on(contender.waiter)
    return _together(held, session, world, present, earlier[0] if earlier else ())


def _together(held: RawRows, session: RawRows, world: RawRows, present: RawRows, earlier: RawRows) -> LockedTogether:
    found, locked = statements.SESSION.first(session), statements.WORLD.first(world)
    if not held or found is None or locked is None:
        raise NotOrdinary  # a place's first turn, or a world that was given another revision meanwhile
    _require_current(found)
    _require_current(locked)
    return LockedTogether(found, statements.EARLIER.first(earlier), locked, statements.PRESENT.rows(present))


def _require_current(row: versions.Row) -> None:
    """Raises IncompatibleVersion, and NotOrdinary for what an older version stored: the plain path migrates it."""
    versions.make_readable(row)
    if row.migrated_from is not None:
        raise NotOrdinary


def _short_id(attempt: TurnAttempt) -> str:
    if not is_short_id(str(attempt.session_id), "ses"):
        raise NotOrdinary
    return str(attempt.session_id)
