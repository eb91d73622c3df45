"""The rows of a shared turn, locked in one order everywhere: a location, then a session, then the world.

One of each, never two: that is why no deadlock is possible. Before the location a turn waits in its place's queue, which it
enters with nothing locked. All of it assumes an open transaction. Sessions and worlds
are locked without their keys: an inbox effect's foreign key would else wait for the session that it is for, and that be a second.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, CharField, Exists, Func, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.utils import OperationalError

from common import processes
from common.database_clock import database_now, seconds_ago
from common.errors import NotFound, Unavailable
from common.ids import lookup
from common.prepared.select import Query
from common.transaction_bounds import bound_in_queue, bound_transaction
from worlds.models import GameSession, LocationLock, SharedWorld, TurnLease, TurnRecord, TurnTicket, versions
from worlds.models.shared import SharedWorldQuerySet
from worlds.services.turns import migrating

HELD_STATEMENT = "5s"  # once the place is held, no statement has a reason to take long
LONGEST_WAIT = 10.0  # seconds for the rows of a world, outside of turns: longer than any of ours holds them
TICKET_LIVES = 5.0  # seconds since its last heartbeat


@dataclass(frozen=True, slots=True)
class Where:
    """The place at which a session's next turn happens, as read without a lock."""

    session_id: uuid.UUID
    world_id: uuid.UUID
    location: str


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What is known of a turn before anything is locked: its place, the game's counters, and whether its key was used."""

    place: Where
    turn: int
    number: int
    is_answered: bool


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """What stands between a player and a place: a lease, by its token, and the first who waits, by their ticket."""

    lease: int | None
    lease_holds: bool
    first_ticket: int | None


def standpoint_of(*, user_id: uuid.UUID, session_id: str | uuid.UUID, key: str | None) -> Standpoint:
    """Where a player's shared session is, with its counters; one that no engine of ours can read is found so once it is locked.

    Raises NotFound. One query, no lock.
    """
    answered = TurnRecord.objects.filter(session=OuterRef("pk"), idempotency_key=key) if key else None
    found = (
        GameSession.objects.owned_by(user_id)
        .filter(**lookup(session_id, "ses"))
        .annotate(is_answered=Value(value=False) if answered is None else Exists(answered))
        .values_list("pk", "world_id", "state__player__location", "turn", "number", "is_answered")
        .first()
    )
    if found is None or found[1] is None:
        raise NotFound("You have no game with this id.")
    session, world, location, turn, number, is_answered = found
    return Standpoint(Where(session, world, location or ""), turn, number, is_answered)


def await_place(place: Where, remaining: float, *, patient: bool) -> None:
    """Wait for the place behind those who asked before, of whichever process, `remaining` seconds at most; PostgreSQL only."""
    _begin_with(bound_in_queue(remaining, place.world_id, place.location, patient=patient))


def bound_wait(remaining: float) -> None:
    """Let this transaction wait for a row no longer than `remaining` seconds; PostgreSQL only."""
    _begin_with(bound_transaction(remaining))


def _begin_with(bound: Query) -> None:
    parameters: Any = bound.parameters
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(bound.sql, parameters)


def bound_locks(remaining: float) -> None:
    """Let this transaction wait for a lock no longer than `remaining` seconds, and no more; PostgreSQL only."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{max(1, int(remaining * 1000))}ms"])


@contextmanager
def in_time() -> Iterator[None]:
    """Around statements that lock the rows of a world. Raises Unavailable if they are not free within LONGEST_WAIT."""
    if not connection.savepoint_ids:  # inside of another's transaction, theirs is the say how long it may last
        bound_wait(LONGEST_WAIT)
    try:
        yield
    except OperationalError as trouble:
        if not is_timeout(trouble):
            raise
        raise Unavailable(retry_after=1) from trouble


def is_timeout(trouble: OperationalError) -> bool:
    """PostgreSQL's 55P03 (lock timeout) and 57014 (statement timeout); SQLite says it in words."""
    state = getattr(trouble.__cause__, "sqlstate", None)
    return state in {"55P03", "57014"} or (connection.vendor == "sqlite" and "locked" in str(trouble))


def lock_place(place: Where, *, patient: bool) -> bool:
    """Lock the place's row; a patient caller waits for it, another is told False when it is taken or missing."""
    rows = LocationLock.objects.filter(world_id=place.world_id, location=place.location)
    if not patient:
        return bool(rows.select_for_update(skip_locked=True).values_list("pk"))
    held = bool(rows.select_for_update().values_list("pk"))
    if held:
        return True
    # A place that no file declares: the row is made on its first use, by whoever comes first.
    LocationLock.objects.bulk_create(
        [LocationLock(world_id=place.world_id, location=place.location)], ignore_conflicts=True
    )
    return bool(rows.select_for_update().values_list("pk"))


def lock_session(*, user_id: uuid.UUID, place: Where) -> tuple[GameSession, WaitingLine]:
    """The session's row, locked, and the line before it at the place. Raises NotFound, IncompatibleVersion.

    Leases and tickets of a place change only while its row is locked, so what is read here stays true. They are not
    read together with that row: its select may have waited, and would tell of the time before it did.
    """
    sessions = GameSession.objects.at_hand().owned_by(user_id).select_related("user").annotate(**line_at(place))
    session: Any = sessions.select_for_update(of=("self",), no_key=True).filter(pk=place.session_id).first()
    if session is None:
        raise NotFound("You have no game with this id.")
    versions.make_readable(session)
    return session, WaitingLine(session.lease_id, session.lease_holds, session.first_ticket)


def lock_world(world_id: uuid.UUID) -> SharedWorld:
    """The world's row, locked: the last of the three. The wait is bounded by whoever began the transaction.

    One that an older version stored is migrated here. Raises IncompatibleVersion.
    """
    world = _lock_world(world_id)
    versions.make_readable(world)
    if world.migrated_from is not None:
        migrating.store_world(world)
    return world


def lockable_worlds() -> SharedWorldQuerySet:
    """Worlds with scenario and revision, to be locked one at a time."""
    worlds = SharedWorld.objects.select_related("revision__scenario")
    return worlds.defer("revision__content_text", "revision__report").select_for_update(of=("self",), no_key=True)


def _lock_world(world_id: uuid.UUID) -> SharedWorld:
    locked = lockable_worlds()
    try:
        return locked.get(pk=world_id)
    except SharedWorld.DoesNotExist:
        # While it waited, the world was put on another revision: what it then locked was joined to neither of them.
        list(SharedWorld.objects.select_for_update(no_key=True).filter(pk=world_id).values_list("pk"))
        return locked.get(pk=world_id)


def await_world(world_id: uuid.UUID) -> SharedWorld:
    """`lock_world` for a transaction that begins with it. Raises Unavailable, IncompatibleVersion."""
    with in_time():
        return lock_world(world_id)


def await_any_world(world_id: uuid.UUID) -> SharedWorld:
    """The same for what never reads a world's state: also a world of another version can be ended. Raises Unavailable."""
    with in_time():
        return _lock_world(world_id)


def await_world_within(world_id: uuid.UUID) -> SharedWorld:
    """`lock_world` in the midst of another's transaction, which must not wait for ever either. Raises as it does."""
    bound_locks(LONGEST_WAIT)
    return await_world(world_id)


def live_leases() -> Q:
    """Leases that hold: they have not run out, and their process, if they name one, lives."""
    return Q(expires_at__gt=database_now()) & (Q(process=None) | Q(processes.lives(OuterRef("process"))))


def line_at(place: Where) -> dict[str, Any]:
    """Annotations for a session's query that say who comes first at a place: `lease_id`, `lease_holds`, `first_ticket`."""
    here = Q(world_id=place.world_id, location=place.location)
    lease = TurnLease.objects.filter(here)
    tickets = TurnTicket.objects.filter(here, heartbeat_at__gt=seconds_ago(TICKET_LIVES)).order_by("pk")
    return {
        "lease_id": Subquery(lease.values("pk")[:1], output_field=BigIntegerField()),
        "lease_holds": Exists(lease.filter(live_leases())),
        "first_ticket": Subquery(tickets.values("pk")[:1], output_field=BigIntegerField()),
        **_hurry(),
    }


def _hurry() -> dict[str, Combinable]:
    """From the next statement on none may take long: said on the way, as it would cost a round trip of its own."""
    if connection.vendor != "postgresql":
        return {}
    setting = (Value("statement_timeout"), Value(HELD_STATEMENT), Value(value=True, output_field=BooleanField()))
    return {"hurry": Func(*setting, function="set_config", output_field=CharField())}
