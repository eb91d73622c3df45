"""Asynchronous connections to PostgreSQL: one pool for each event loop, statements prepared on them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cached_property
from typing import Any, Final

import psycopg
from django.conf import settings
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row
from psycopg.types.datetime import TimestamptzLoader
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from common.errors import Unavailable
from common.prepared.dialect import dialect
from common.prepared.exchange import Exchange
from common.prepared.lines import PATIENCE, Rows
from common.prepared.select import Query

CLOSING: Final = 2.0  # seconds for the pool to end what it is about
KEEP: Final = 0.25  # seconds between two moments at which spare connections go back to the pool


class Connection(psycopg.AsyncConnection[Any]):
    """One that knows what is prepared on it."""

    @cached_property
    def exchange(self) -> Exchange:
        return Exchange(self)


class PostgresLine:
    """One connection. What is sent together goes out in one round trip."""

    begin: Final = Query("BEGIN", ())

    def __init__(self, connection: Connection) -> None:
        self._connection, self._errors = connection, dialect().wrap_database_errors

    async def send(self, *queries: Query) -> list[Rows]:
        with self._errors:
            return await self._connection.wait(self._connection.exchange.run(queries))

    async def roll_back(self) -> None:
        """Never raises for a connection that is lost: with it the database gave up the transaction."""
        if self._connection.info.transaction_status not in {TransactionStatus.IDLE, TransactionStatus.UNKNOWN}:
            with suppress(psycopg.OperationalError):
                await self._connection.rollback()


class PostgresPool:
    """Opened at the first use, as that is on the loop that it belongs to.

    A connection that comes back is spare for a moment, for whoever is next: to give it to the library's pool and to ask
    for it again costs a twentieth of a turn. Where somebody waits in that pool, it goes there at once.
    """

    def __init__(self) -> None:
        self._spare: list[Connection] = []
        self._asking = 0
        self._returning: asyncio.Task[None] | None = None
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

    @asynccontextmanager
    async def line(self, *, writes: bool) -> AsyncIterator[PostgresLine]:
        """Raises Unavailable when no connection is free in time."""
        connection = self._spare.pop() if self._spare else await self._asked()
        try:
            yield PostgresLine(connection)
        finally:
            if self._asking or self._pool.closed or connection.pgconn.transaction_status != TransactionStatus.IDLE:
                await self._pool.putconn(connection)
            else:
                self._spare.append(connection)
                self._return_soon()

    async def close(self) -> None:
        """Connections that are out are closed when they come back."""
        if self._returning is not None:
            self._returning.cancel()
        await self._return_spare()
        await self._pool.close(timeout=CLOSING)

    async def _asked(self) -> Connection:
        """Raises Unavailable when none is free in time."""
        self._asking += 1
        try:
            await self._pool.open()
            return await self._pool.getconn()
        except PoolTimeout:
            raise Unavailable(retry_after=1) from None
        finally:
            self._asking -= 1

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
            await self._pool.putconn(self._spare.pop())


def _parameters() -> dict[str, Any]:
    """Those of Django's own connections, but for the pool and the cursor: parameters are bound by the server."""
    given = dict(dialect().get_connection_params())
    given.pop("cursor_factory", None)
    return given | {"autocommit": True, "row_factory": tuple_row}


async def _configure(connection: Connection) -> None:
    await connection.execute("SELECT set_config('TimeZone', 'UTC', false)")
    # The driver's own, which is compiled: the zone that Django's would set is the connection's already.
    connection.adapters.register_loader("timestamptz", TimestamptzLoader)
