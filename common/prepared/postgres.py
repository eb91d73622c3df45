"""Asynchronous connections to PostgreSQL: one pool for each event loop, statements prepared on them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import psycopg
from django.conf import settings
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row
from psycopg.types.datetime import TimestamptzLoader
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from common.errors import Unavailable
from common.hot.request import NotOrdinary
from common.prepared.connection import Connection
from common.prepared.dialect import dialect
from common.prepared.lines import PATIENCE, Rows
from common.prepared.select import Query

CLOSING: Final = 2.0  # seconds for the pool to end what it is about
KEEP: Final = 0.25  # seconds between two moments at which spare connections go back to the pool


class PostgresLine:
    """One connection. What is sent together goes out in one round trip."""

    begin: Final = Query("BEGIN", ())

    def __init__(self, connection: Connection) -> None:
        self._connection, self._errors = connection, dialect().wrap_database_errors

    async def send(self, *queries: Query) -> list[Rows]:
        try:
            return await self._connection.run(queries)
        except psycopg.errors.FeatureNotSupported:  # "cached plan must not change result type"
            return await self._prepared_anew(queries)
        except psycopg.Error:
            with self._errors:
                raise

    async def _prepared_anew(self, queries: Sequence[Query]) -> list[Rows]:
        """Forget what is prepared, or every later use would fail; outside of a transaction only reads are sent, and may be again."""
        is_alone = self._connection.info.transaction_status == TransactionStatus.IDLE
        with self._errors:
            await self.roll_back()
            await self._connection.forget_prepared()
            if not is_alone:
                raise NotOrdinary
            return await self._connection.run(queries)

    async def roll_back(self) -> None:
        """Never raises for a connection that is lost: with it the database gave up the transaction."""
        if self._connection.info.transaction_status not in {TransactionStatus.IDLE, TransactionStatus.UNKNOWN}:
            with suppress(psycopg.OperationalError):
                await self._connection.rollback()


class PostgresPool:
    """Opened at the first use, as that is on the loop that it belongs to.

    A connection that comes back goes to whoever waits for one, or is spare for a moment, for whoever is next: to give it to the
    library's pool and to ask for it again costs a twentieth of a turn. That pool makes connections, and looks after them.
    """

    def __init__(self) -> None:
        self._spare: list[Connection] = []
        self._waiting: deque[asyncio.Future[Connection | None]] = deque()  # None is leave to ask the library's pool
        self._out = 0  # connections of that pool that are here, in use or spare, or asked for
        self._asking = 0
        self._returning: asyncio.Task[None] | None = None
        self._all_back: asyncio.Future[None] | None = None  # once it closes
        self._pool = AsyncConnectionPool(
            kwargs=_parameters(),
            connection_class=Connection,
            configure=_configure,
            min_size=1,
            max_size=settings.HOT_POOL,
            timeout=PATIENCE,
            open=False,
            name="hot",
        )

    def line(self, *, writes: bool) -> Taken:
        """Raises Unavailable when no connection is free in time."""
        return Taken(self)

    async def take(self) -> Connection:
        return self._spare.pop() if self._spare else await self._free()

    async def give_back(self, connection: Connection) -> None:
        if self._asking or self._pool.closed or not connection.is_fit():
            await self._return(connection)
        else:
            self._pass_on(connection)

    async def close(self) -> None:
        """Wait, two seconds at most, for connections that are out, and close them: nobody would on a loop that has ended."""
        if self._returning is not None:
            self._returning.cancel()
        await self._return_spare()
        loop = asyncio.get_running_loop()
        ends = loop.time() + CLOSING
        await self._pool.close(timeout=CLOSING)
        if self._out:
            self._all_back = loop.create_future()
            await asyncio.wait([self._all_back], timeout=max(0.0, ends - loop.time()))

    async def _free(self) -> Connection:
        """One of the library's pool, or the next that comes back. Raises Unavailable when none is free in time."""
        if self._out < settings.HOT_POOL:
            self._out += 1
            return await self._asked()
        return await self._next() or await self._asked()

    async def _next(self) -> Connection | None:
        loop = asyncio.get_running_loop()
        free: asyncio.Future[Connection | None] = loop.create_future()
        late = loop.call_later(PATIENCE, _give_up, free)
        self._waiting.append(free)
        try:
            return await free
        except asyncio.CancelledError:
            if free.done() and not free.cancelled() and free.exception() is None:  # it came in the same moment
                await self._give_on(free.result())
            raise
        finally:
            late.cancel()

    async def _give_on(self, given: Connection | None) -> None:
        if given is None:
            self._leave_to_next()
        else:
            self._pass_on(given)

    async def _asked(self) -> Connection:
        """Raises Unavailable when none is free in time."""
        self._asking += 1
        try:
            await self._pool.open()
            connection = await self._pool.getconn()
        except BaseException as trouble:
            self._leave_to_next()
            if isinstance(trouble, PoolTimeout):
                raise Unavailable(retry_after=1) from None
            raise
        finally:
            self._asking -= 1
        connection.begin_use()
        return connection

    def _pass_on(self, connection: Connection) -> None:
        if not self._hand_to_next(connection):
            self._spare.append(connection)
            self._return_soon()

    def _leave_to_next(self) -> None:
        """A connection fewer is here: whoever waits may ask for one."""
        if self._hand_to_next(None):
            return
        self._out -= 1
        if self._all_back is not None and not self._out and not self._all_back.done():
            self._all_back.set_result(None)

    def _hand_to_next(self, given: Connection | None) -> bool:
        while self._waiting:
            free = self._waiting.popleft()
            if not free.done():
                free.set_result(given)
                return True
        return False

    def _return_soon(self) -> None:
        if self._returning is None:
            self._returning = asyncio.create_task(self._return_later())

    async def _return_later(self) -> None:
        await asyncio.sleep(KEEP)
        self._returning = None
        await self._return_spare()

    async def _return_spare(self) -> None:
        """The pool looks after how long they live, and how many there are."""
        while self._spare:
            await self._return(self._spare.pop())

    async def _return(self, connection: Connection) -> None:
        connection.be_unheard()
        try:
            await self._pool.putconn(connection)
        finally:
            self._leave_to_next()


class Taken:
    """One of a pool's connections, around what is done with it: a generator's way of saying that costs three times as much."""

    __slots__ = ("_connection", "_pool")

    def __init__(self, pool: PostgresPool) -> None:
        self._pool = pool

    async def __aenter__(self) -> PostgresLine:
        self._connection = await self._pool.take()
        return PostgresLine(self._connection)

    async def __aexit__(self, *trouble: object) -> None:
        await self._pool.give_back(self._connection)


def _give_up(waiting: asyncio.Future[Any]) -> None:
    if not waiting.done():
        waiting.set_exception(Unavailable(retry_after=1))


def _parameters() -> dict[str, Any]:
    """Those of Django's own connections, but for the pool and the cursor: parameters are bound by the server."""
    given = dict(dialect().get_connection_params())
    given.pop("cursor_factory", None)
    return given | {"autocommit": True, "row_factory": tuple_row}


async def _configure(connection: Connection) -> None:
    await connection.execute("SELECT set_config('TimeZone', 'UTC', false)")
    # The driver's own, which is compiled: the zone that Django's would set is the connection's already.
    connection.adapters.register_loader("timestamptz", TimestamptzLoader)
