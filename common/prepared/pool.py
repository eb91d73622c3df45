"""Asynchronous connections to PostgreSQL for the hot doors: one pool for each event loop, statements prepared on them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, Final
from weakref import WeakKeyDictionary

import psycopg
from django.conf import settings
from django.db import connection, connections
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from common.errors import Unavailable
from common.prepared.select import Query

PATIENCE: Final = 10.0  # seconds for a free connection
CLOSING: Final = 2.0  # seconds for the pool to end what it is about
PREPARED: Final = 200  # statements that a connection keeps prepared
BEGIN: Final = Query("BEGIN", ())
COMMIT: Final = Query("COMMIT", ())

Connection = psycopg.AsyncConnection[Any]
Rows = Sequence[Sequence[Any]]

_pools: WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncConnectionPool[Connection]] = WeakKeyDictionary()


class Transaction:
    """An open transaction on one connection: statements go out together, and are answered in order."""

    def __init__(self, line: Connection) -> None:
        self._line, self._begun, self.is_over = line, False, False

    async def run(self, *queries: Query) -> list[Rows]:
        """Run statements in one round trip. The first that fails is raised as Django's own error; none after it has run."""
        before = () if self._begun else (BEGIN,)
        self._begun = True
        return (await _send(self._line, *before, *queries))[len(before) :]

    async def commit(self, *queries: Query) -> list[Rows]:
        """The same, and commit with it: all in one round trip. The transaction is over then."""
        answers = await self.run(*queries, COMMIT)
        self.is_over = True
        return answers[:-1]

    async def roll_back(self) -> None:
        """Never raises for a connection that is lost: with it the database gave up the transaction."""
        self.is_over = True
        if self._line.info.transaction_status not in {TransactionStatus.IDLE, TransactionStatus.UNKNOWN}:
            with suppress(psycopg.OperationalError):
                await self._line.rollback()


@asynccontextmanager
async def transaction() -> AsyncIterator[Transaction]:
    """A transaction, rolled back unless it was committed. Raises Unavailable when no connection is free in time."""
    async with _borrowed() as line:
        opened = Transaction(line)
        try:
            yield opened
        finally:
            if not opened.is_over:
                await opened.roll_back()


async def fetch(*queries: Query) -> list[Rows]:
    """Run reads outside of any transaction, in one round trip. Raises Unavailable when no connection is free in time."""
    async with _borrowed() as line:
        return await _send(line, *queries)


async def close_pool() -> None:
    """Close this loop's pool, if it has one; connections that are out are closed when they come back."""
    pool = _pools.pop(asyncio.get_running_loop(), None)
    if pool is not None:
        await pool.close(timeout=CLOSING)


@asynccontextmanager
async def _borrowed() -> AsyncIterator[Connection]:
    pool = await _pool()
    try:
        line = await pool.getconn()
    except PoolTimeout:
        raise Unavailable(retry_after=1) from None
    try:
        yield line
    finally:
        await pool.putconn(line)


async def _send(line: Connection, *queries: Query) -> list[Rows]:
    with connection.wrap_database_errors:
        async with line.pipeline() as pipeline:
            setattr(pipeline, "_exit_gen", partial(_synced, pipeline))  # noqa: B010 - psycopg has no public way
            cursors = [await line.execute(each.sql, each.parameters, prepare=True) for each in queries]
        return [await cursor.fetchall() if _gives_rows(cursor) else () for cursor in cursors]


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


async def _pool() -> AsyncConnectionPool[Connection]:
    loop = asyncio.get_running_loop()
    pool = _pools.get(loop)
    if pool is None:
        pool = _pools[loop] = _new_pool()
        await pool.open()
    return pool


def _new_pool() -> AsyncConnectionPool[Connection]:
    return AsyncConnectionPool(
        kwargs=_parameters(),
        connection_class=psycopg.AsyncConnection,
        configure=_configure,
        min_size=1,
        max_size=settings.HOT_POOL,
        timeout=PATIENCE,
        open=False,
        name="hot",
    )


def _parameters() -> dict[str, Any]:
    """Those of Django's own connections, but for the pool and the cursor: parameters are bound by the server."""
    given = dict(connections[connection.alias].get_connection_params())
    given.pop("cursor_factory", None)
    return given | {"autocommit": True, "row_factory": tuple_row, "prepare_threshold": 0}


async def _configure(line: Connection) -> None:
    line.prepared_max = PREPARED
    await line.execute("SELECT set_config('TimeZone', 'UTC', false)")
