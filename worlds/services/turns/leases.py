"""Leases for turns that a slow narrator is wording, and tickets for those who wait behind one."""

from __future__ import annotations

import time
from functools import partial
from typing import Final

from django.conf import settings

from common import database_clock
from common.processes import Own, clear_the_dead
from worlds.models import GameSession, TurnLease, TurnTicket
from worlds.services.membership.errors import TurnLockTimeout
from worlds.services.turns import needs
from worlds.services.turns.locks import TICKET_LIVES, Where, live_leases
from worlds.services.turns.needs import Held, TurnSteps, Waiting, Work

HEARTBEAT_POLLS: Final = 8  # a ticket's heartbeat is told every two seconds and lives for five


def take_lease(place: Where, session: GameSession) -> int:
    """Take the place for TURN_LOCK_TIMEOUT seconds and return the fencing token. Assumes its row is locked.

    An expired lease is taken over by a new row: its holder comes back to find that its token is gone.
    """
    # Never updated in place: a new row has a greater id, and ids are the fencing tokens.
    TurnLease.objects.filter(world_id=place.world_id, location=place.location).delete()
    return _taken(TurnLease(world_id=place.world_id, location=place.location, holder=session))


def lease_alone(session: GameSession) -> int:
    """The same for a game alone. Assumes the session's row locked."""
    TurnLease.objects.filter(world=None, holder=session).delete()
    return _taken(TurnLease(holder=session))


def _taken(lease: TurnLease) -> int:
    lease.process = Own.id  # a killed server holds nothing: the lease ends with its heartbeat
    lease.acquired_at = database_clock.database_now()
    lease.expires_at = database_clock.seconds_ahead(settings.TURN_LOCK_TIMEOUT)
    lease.save(force_insert=True)
    return lease.pk


def is_leased_alone(session: GameSession) -> bool:
    """Whether a turn of a game alone is being worded. True for certain while the session's row is locked."""
    return TurnLease.objects.filter(live_leases(), world=None, holder=session).exists()


def release_lease(token: int) -> bool:
    """Give a lease back, by its token. Whether it was still there: another holder may have taken it over."""
    return bool(TurnLease.objects.filter(pk=token).delete()[0])


def return_turn_lease(held: Held) -> None:
    """What a turn holds that has come to its end; what was given back already is gone."""
    if held.lease is not None:
        release_lease(held.lease)
    if held.ticket is not None:
        hand_in(held.ticket)


def draw_ticket(place: Where, session: GameSession) -> int:
    """Draw a ticket for the place. Assumes its row is locked, or two could draw out of order."""
    # Tickets are ordered by their ids, drawn under the place's lock; the moment only says whether the waiter still lives.
    moment = database_clock.database_now()
    ticket = TurnTicket.objects.create(
        world_id=place.world_id, location=place.location, session=session, created_at=moment, heartbeat_at=moment
    )
    return ticket.pk


def still_here(ticket: int) -> None:
    """Tell that the ticket's holder still waits; one that is silent for TICKET_LIVES seconds is passed over."""
    TurnTicket.objects.filter(pk=ticket).update(heartbeat_at=database_clock.database_now())


def hand_in(ticket: int) -> None:
    """Give a ticket back; one that is gone is gone."""
    TurnTicket.objects.filter(pk=ticket).delete()


def count_before(place: Where, ticket: int) -> int:
    """How many go before a ticket: the one whose lease holds the place, and older live tickets; no lock."""
    here = {"world_id": place.world_id, "location": place.location}
    leased = TurnLease.objects.filter(live_leases(), **here)
    older = TurnTicket.objects.filter(**here, pk__lt=ticket, heartbeat_at__gt=database_clock.seconds_ago(TICKET_LIVES))
    return leased.count() + older.count()


def wait_in_line(place: Where, ticket: int, deadline: float) -> TurnSteps[None]:
    """Wait until nobody is before the ticket: no connection is held between two looks, so a lease may last seconds."""
    polls = 0
    while before := (yield Work(partial(count_before, place, ticket))):
        if time.monotonic() >= deadline:
            raise TurnLockTimeout(retry_after=1)
        if polls == 1:
            yield needs.Notice(Waiting(place, position=before))
        if polls % HEARTBEAT_POLLS == HEARTBEAT_POLLS - 1:
            yield Work(partial(still_here, ticket))
            yield Work(clear_the_dead)  # the holder's process may be gone, and with it its lease
        yield needs.Pause(needs.POLL if polls else needs.UNNOTICED)
        polls += 1
