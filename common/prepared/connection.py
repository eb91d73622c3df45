"""A connection to PostgreSQL whose socket its event loop hears all the time that it is used here.

The driver tells the loop of the socket anew before each answer, which costs seven calls of the system; and it wakes a task for
each piece of an answer. Here the loop is told once, and what comes is read in the loop's own call.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from psycopg.waiting import READY_R, READY_W, WAIT_W

from common.prepared.exchange import Exchange
from common.prepared.lines import Rows
from common.prepared.select import Query

GIVES_UP: Final = 5.0  # seconds for a statement that is cancelled
LONGEST_USE: Final = 60.0  # seconds until the library's pool, which ends old connections, sees one again


class Connection(psycopg.AsyncConnection[Any]):
    """One that knows what is prepared on it. What the driver does itself, it does in its own way."""

    _loop: asyncio.AbstractEventLoop | None = None  # that hears its socket
    _socket: int = -1
    _running: PQGen[list[Rows]] | None = None
    _writes: bool = False  # the socket took only a part of what was sent
    _used_since: float = 0.0
    _answer: asyncio.Future[list[Rows]] | None = None

    @cached_property
    def exchange(self) -> Exchange:
        return Exchange(self)

    async def run(self, queries: Sequence[Query]) -> list[Rows]:
        """Run statements in one round trip. Raises psycopg's errors; where the caller is cancelled, the server cancels them, too."""
        running = self.exchange.run(queries)
        answer = self._begun(running)
        try:
            return await answer
        except asyncio.CancelledError:
            self.be_unheard()
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                await self._cancelled(running)
            raise

    async def forget_prepared(self) -> None:
        """Prepare everything anew at its next use. Assumes no open transaction."""
        self.exchange.forget()
        await self.execute("DEALLOCATE ALL")

    def be_unheard(self) -> None:
        """Have the loop forget its socket: before anybody else waits for it, or closes it."""
        if self._loop is not None:
            self._loop.remove_reader(self._socket)
            self._stop_writing()
            self._loop = None

    def begin_use(self) -> None:
        """It comes out of the library's pool."""
        self._used_since = time.monotonic()

    def is_fit(self) -> bool:
        """Whether it may be used on: nothing is open on it, and that pool has not missed it for too long."""
        is_idle = self.pgconn.transaction_status == TransactionStatus.IDLE
        return is_idle and time.monotonic() - self._used_since < LONGEST_USE

    async def wait(self, *about: Any, **more: Any) -> Any:
        self.be_unheard()
        return await super().wait(*about, **more)

    async def close(self) -> None:
        self.be_unheard()
        await super().close()

    def _begun(self, running: PQGen[list[Rows]]) -> asyncio.Future[list[Rows]]:
        loop = asyncio.get_running_loop()
        self._answer = answer = loop.create_future()
        self._running = running
        if self._loop is None:
            self._loop, self._socket = loop, self.pgconn.socket
            loop.add_reader(self._socket, self._readable)
        self._go_on(None)
        return answer

    def _readable(self) -> None:
        if self._running is None:  # nobody has asked: the server ends the connection, or says something by itself
            self.be_unheard()
        else:
            self._go_on(READY_R)

    def _writable(self) -> None:
        self._go_on(READY_W)

    def _go_on(self, ready: Any) -> None:
        """Let what runs read or write on; it says what it waits for then."""
        running, answer = self._running, self._answer
        assert running is not None
        assert answer is not None
        try:
            needs = next(running) if ready is None else running.send(ready)
        except StopIteration as end:
            self._over()
            if not answer.done():
                answer.set_result(end.value)
        except BaseException as trouble:  # noqa: BLE001 - raised where it is waited for
            self._over()
            self.be_unheard()  # the socket may be closed by now, and its number another's soon
            if not answer.done():
                answer.set_exception(trouble)
        else:
            self._wait_to_write(wanted=bool(needs & WAIT_W))

    def _wait_to_write(self, *, wanted: bool) -> None:
        if wanted and not self._writes:
            assert self._loop is not None
            self._loop.add_writer(self._socket, self._writable)
            self._writes = True
        elif self._writes and not wanted:
            self._stop_writing()

    def _stop_writing(self) -> None:
        if self._writes and self._loop is not None:
            self._loop.remove_writer(self._socket)
        self._writes = False

    def _over(self) -> None:
        self._running = self._answer = None

    async def _cancelled(self, running: PQGen[list[Rows]]) -> None:
        """Have the server end what it does, and read that it has; a connection that nobody understands any more is closed."""
        self._over()
        try:
            await self.cancel_safe(timeout=GIVES_UP)
            await super().wait(running, timeout=GIVES_UP)
        except psycopg.errors.QueryCanceled:
            pass
        except BaseException as trouble:
            self.pgconn.finish()
            if not isinstance(trouble, Exception):
                raise
