"""Asynchronous connections to PostgreSQL: one pool for each event loop, statements prepared on them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cached_property
from typing import Any, Final

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from common.errors import Unavailable
from common.prepared.exchange import Exchange
from common.prepared.lines import PATIENCE, Rows
from common.prepared.select import Query

CLOSING: Final = 2.0  # seconds for the pool to end what it is about


class Connection(psycopg.AsyncConnection[Any]):
    """One that knows what is prepared on it."""

    @cached_property
    def exchange(self) -> Exchange:
        return Exchange(self)


class PostgresLine:
    """One connection. What is sent together goes out in one round trip."""

    begin: Final = Query("BEGIN", ())

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def send(self, *queries: Query) -> list[Rows]:
        with connections[DEFAULT_DB_ALIAS].wrap_database_errors:
            return await self._connection.wait(self._connection.exchange.run(queries))

    async def roll_back(self) -> None:
        """Never raises for a connection that is lost: with it the database gave up the transaction."""
        if self._connection.info.transaction_status not in {TransactionStatus.IDLE, TransactionStatus.UNKNOWN}:
            with suppress(psycopg.OperationalError):
                await self._connection.rollback()


class PostgresPool:
    """Opened at the first use, as that is on the loop that it belongs to."""

    def __init__(self) -> None:
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
        await self._pool.open()
        try:
            connection = await self._pool.getconn()
        except PoolTimeout:
            raise Unavailable(retry_after=1) from None
        try:
            yield PostgresLine(connection)
        finally:
            await self._pool.putconn(connection)

    async def close(self) -> None:
        """Connections that are out are closed when they come back."""
        await self._pool.close(timeout=CLOSING)


def _parameters() -> dict[str, Any]:
    """Those of Django's own connections, but for the pool and the cursor: parameters are bound by the server."""
    given = dict(connections[DEFAULT_DB_ALIAS].get_connection_params())
    given.pop("cursor_factory", None)
    return given | {"autocommit": True, "row_factory": tuple_row}


async def _configure(connection: Connection) -> None:
    await connection.execute("SELECT set_config('TimeZone', 'UTC', false)")
