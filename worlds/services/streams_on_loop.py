"""Opening a stream on an event loop: its reader's place, and its lease, in three round trips.

What is ordinary is opened here: somebody present in a world of today's engine, with room for one stream more. All else is
`streams`' to refuse and to explain, in a thread, before anything has happened.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import IntegrityError
from django.utils import timezone

from common.database_threads import in_thread
from common.hot.budgets import spend_on_loop
from common.hot.request import NotOrdinary
from common.ids import is_short_id
from common.prepared import writes
from common.prepared.pool import Transaction, fetch, transaction
from common.processes import Own
from common.throttles import Spent
from presence.services.announcing_on_loop import announce_together
from presence.services.attendance import attendance
from presence.services.ledger import newly_present, signs_query
from worlds.models import StreamLease
from worlds.services import budgets
from worlds.services import stream_statements as statements
from worlds.services.stream_leases import LEASE, UNNAMED, Lease
from worlds.services.streams import StreamAccess, access_as, note_whereabouts

OF_WORLD: Final = len(statements.OF_WORLD)


async def stream_access_on_loop(*, user_id: uuid.UUID, world_id: str) -> StreamAccess:
    """As `streams.stream_access`. Raises NotOrdinary for everybody whom it would refuse."""
    if not is_short_id(world_id, "wld"):
        raise NotOrdinary
    [raw] = await fetch(statements.place_query(user_id, world_id))
    found = statements.MY_PLACE.first(raw)
    if found is None:
        raise NotOrdinary
    *told, is_readable = found
    access = access_as(user_id, told[:OF_WORLD], told[OF_WORLD:])
    if access.session_id is not None and not is_readable:
        raise NotOrdinary
    return access


async def open_stream(
    *, user_id: uuid.UUID, world_id: str, client_id: str, after: int | None
) -> tuple[StreamAccess, Lease, Spent]:
    """A stream that is counted, paid and somebody's sign of life. Raises RateLimited, and NotOrdinary; then nothing is spent."""
    access = await stream_access_on_loop(user_id=user_id, world_id=world_id)
    budget = budgets.STREAMS if after is None else budgets.RESUMED_STREAMS
    spent = await spend_on_loop(budget, str(user_id))
    note_whereabouts(access)
    try:
        lease, come = await _leased(access, client_id)
    except (NotOrdinary, IntegrityError):
        await in_thread(spent.refund)  # who opens it in a thread spends it
        raise NotOrdinary from None
    if come:  # with no connection held: turns would wait for one until those who came before are announced
        await announce_together(come)
    return access, lease, spent


async def _leased(access: StreamAccess, client_id: str) -> tuple[Lease, list[uuid.UUID]]:
    """Their lease, and whoever has to be announced as online."""
    async with transaction() as tx:
        _, raw = await tx.run(statements.ACCOUNT(pk=access.user_id), statements.LEASES(user=access.user_id))
        now = timezone.now()
        held = statements.LEASES.rows(raw)
        mine = [lease for lease in held if lease.expires_at >= now and lease.client_id != client_id]
        if len(mine) >= settings.STREAMS_PER_USER:
            raise NotOrdinary
        former = [lease for lease in held if lease.expires_at >= now and lease.client_id == client_id]
        taken = StreamLease(
            user_id=access.user_id,
            world_id=access.world_id,
            client_id=client_id,
            process=str(Own.id or UNNAMED),
            expires_at=now + LEASE,
        )
        lease_id, come = await _stored(tx, taken, gone=[lease for lease in held if lease not in mine])
    return Lease(lease_id, (former[0].world_id, former[0].pk) if former else None), come


async def _stored(tx: Transaction, taken: StreamLease, *, gone: Sequence[StreamLease]) -> tuple[int, list[uuid.UUID]]:
    """The number of a lease that is stored with its person's sign of life, in place of those that are gone, and who came by that sign."""
    sign = attendance.take_one(taken.user_id)
    signs = [] if sign is None else [sign]
    asked = statements.LEASE(user=taken.user_id, client=taken.client_id)
    try:
        answers = await tx.commit(
            *map(writes.delete, gone), writes.insert([taken]), asked, *([signs_query(signs)] if signs else [])
        )
    except DatabaseTrouble:
        attendance.give_back(signs)
        raise
    [[lease_id]] = answers[len(gone) + 1]
    return int(lease_id), list(newly_present(answers[-1])) if signs else []
