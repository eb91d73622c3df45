"""Asynchronous connections to PostgreSQL: one pool for each event loop, statements prepared on them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, Final

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from common.errors import Unavailable
from common.prepared.lines import PATIENCE, Rows
from common.prepared.select import Query

CLOSING: Final = 2.0  # seconds for the pool to end what it is about
PREPARED: Final = 200  # statements that a connection keeps prepared

Connection = psycopg.AsyncConnection[Any]


class PostgresLine:
    """One connection. What is sent together goes out in one round trip."""

    begin: Final = Query("BEGIN", ())

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def send(self, *queries: Query) -> list[Rows]:
        line = self._connection
        with connections[DEFAULT_DB_ALIAS].wrap_database_errors:
            async with line.pipeline() as pipeline:
                setattr(pipeline, "_exit_gen", partial(_synced, pipeline))  # noqa: B010 - psycopg has no public way
                cursors = [await line.execute(each.sql, each.parameters, prepare=True) for each in queries]
            return [await cursor.fetchall() if _gives_rows(cursor) else () for cursor in cursors]

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
            connection_class=psycopg.AsyncConnection,
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


def _synced(pipeline: Any) -> Iterator[Any]:
    """How a pipeline ends. Psycopg would send a Flush behind the Sync, and PostgreSQL, when it has read that, does not count any
    more how long a transaction is idle: a process that was stopped would hold its locks for good.
    """
    try:
        pipeline._enqueue_sync()  # noqa: SLF001
        yield from pipeline._communicate_gen()  # noqa: SLF001
    finally:
        yield from pipeline._fetch_gen(flush=False)  # noqa: SLF001


def _gives_rows(cursor: psycopg.AsyncCursor[Any]) -> bool:
    # `description` would say it too, and describe every column on the way: a tenth of a turn's time.
    return cursor.pgresult is not None and cursor.pgresult.nfields > 0


def _parameters() -> dict[str, Any]:
    """Those of Django's own connections, but for the pool and the cursor: parameters are bound by the server."""
    given = dict(connections[DEFAULT_DB_ALIAS].get_connection_params())
    given.pop("cursor_factory", None)
    return given | {"autocommit": True, "row_factory": tuple_row, "prepare_threshold": 0}


async def _configure(connection: Connection) -> None:
    connection.prepared_max = PREPARED
    await connection.execute("SELECT set_config('TimeZone', 'UTC', false)")
