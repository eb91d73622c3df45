"""The embedded database for an event loop: one thread that writes, two that read, and a queue before the writer.

SQLite has one writer anyway. Who waits for it waits here, in order of arrival and without a thread; admin and commands
have connections of their own, and wait in SQLite.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Barrier
from typing import Any, Final

from django.db import connection

from common.errors import Unavailable
from common.prepared.lines import PATIENCE, Rows
from common.prepared.select import Query

READERS: Final = 2


class EmbeddedLine:
    """A thread's own connection, as Django made it."""

    begin: Final = Query("BEGIN IMMEDIATE", ())

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads

    async def send(self, *queries: Query) -> list[Rows]:
        answers: list[Rows] = await self._in_thread(lambda: [_run(each) for each in queries])
        return answers

    async def roll_back(self) -> None:
        await self._in_thread(_roll_back)

    async def _in_thread(self, do: Callable[[], Any]) -> Any:
        # Shielded: a thread cannot be called back, and the next one must not find it in the midst of something.
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._threads, do))


class EmbeddedPool:
    def __init__(self) -> None:
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="hot-writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="hot-reader")
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def line(self, *, writes: bool) -> AsyncIterator[EmbeddedLine]:
        """Raises Unavailable when the writer is not free in time."""
        if not writes:
            yield EmbeddedLine(self._readers)
            return
        try:
            await asyncio.wait_for(self._turn.acquire(), PATIENCE)
        except TimeoutError:
            raise Unavailable(retry_after=1) from None
        try:
            yield EmbeddedLine(self._writer)
        finally:
            self._turn.release()

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        for threads, count in ((self._writer, 1), (self._readers, READERS)):
            meeting = Barrier(count)  # so that each thread closes its own
            for closing in [threads.submit(_close_own, meeting) for _ in range(count)]:
                closing.result()
            threads.shutdown()


def _run(query: Query) -> Rows:
    with connection.cursor() as cursor:
        parameters: Any = query.parameters
        cursor.execute(query.sql, parameters)
        rows: Rows = cursor.fetchall() if cursor.description else ()
        return rows


def _close_own(meeting: Barrier) -> None:
    meeting.wait()
    connection.close()


def _roll_back() -> None:
    if connection.connection is not None and connection.connection.in_transaction:
        _run(Query("ROLLBACK", ()))
