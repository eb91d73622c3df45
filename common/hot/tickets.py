"""Tickets for streams on the event loop: POST /api/v1/stream-tickets, and what opens a stream with one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any, Final

import orjson
from django.contrib.auth import get_user_model
from django.core.exceptions import SynchronousOnlyOperation
from django.db.models import Exists, QuerySet
from django.db.models.functions import Now

from common import storing
from common.credentials import Credential
from common.errors import KleeneError
from common.hot.caller import HotCaller
from common.hot.request import HotAnswer, HotRequest, NotOrdinary
from common.models import StreamTicket
from common.prepared import writes
from common.prepared.lines import Rows
from common.prepared.pool import fetch, transaction
from common.prepared.select import Query, Select
from common.prepared.units import commit
from common.stream_tickets import LIFETIME, credential_of_ticket, digest, new_ticket

EMPTY: Final = frozenset({b"", b"{}"})


def _before(pk: uuid.UUID) -> QuerySet[Any, Any]:
    """Whether tickets of somebody have expired and stand there yet, and what time it is by the database's clock."""
    expired = StreamTicket.objects.filter(user_id=pk, expires_at__lte=Now())
    account: Any = get_user_model().objects.filter(pk=pk)
    found: QuerySet[Any, Any] = account.annotate(has_expired=Exists(expired), now=Now()).values_list(
        "has_expired", "now"
    )
    return found


BEFORE: Final[Select[Any]] = Select(_before, pk=uuid.UUID)

VALID: Final[Select[StreamTicket]] = Select(
    # Locked: of two who have read it the second waits, and finds none.
    lambda key: (
        StreamTicket.objects.select_for_update(of=("self",)).filter(pk=key, expires_at__gt=Now()).select_related("user")
    ),
    key=str,
)


def read_ahead(_request: HotRequest, user_id: uuid.UUID) -> Sequence[Query]:
    return (BEFORE(pk=user_id),)


async def issue_ticket(request: HotRequest, caller: HotCaller) -> HotAnswer:
    """Issue a ticket. A caller with expired tickets is left to the plain door, which deletes them; raises NotOrdinary."""
    if request.body not in EMPTY:
        raise NotOrdinary
    [raw] = await fetch(BEFORE(pk=caller.user_id))
    found = BEFORE.first(raw)
    if found is None or found[0]:
        raise NotOrdinary
    token, ticket = new_ticket(caller.credential, expires_at=found[1] + LIFETIME)
    async with transaction() as tx:
        with storing.collecting() as stored:
            storing.insert(ticket)
        await commit(tx, stored)
    return HotAnswer(orjson.dumps({"ticket": token, "expires_in": int(LIFETIME.total_seconds())}))


async def redeem_ticket(
    token: str, also: Callable[[Credential], Sequence[Query]]
) -> tuple[Credential, Any, list[Rows]]:
    """What a ticket was asked for with, whose it is, and what `also` reads; the ticket is used up.

    Raises NotOrdinary for one that does not let in, and then nothing is used up. Whether its credential still lets in is
    for the caller.
    """
    async with transaction() as tx:
        [found] = await tx.run(VALID(key=digest(token)))
        ticket = VALID.first(found)
        if ticket is None:
            raise NotOrdinary
        _check_standing(ticket.user)
        credential = credential_of_ticket(ticket)
        _, *rows = await tx.commit(writes.delete(ticket), *also(credential))
    return credential, ticket.user, rows


def _check_standing(account: Any) -> None:
    try:
        account.check_standing()
    except (KleeneError, SynchronousOnlyOperation):
        raise NotOrdinary from None  # the plain door says why
