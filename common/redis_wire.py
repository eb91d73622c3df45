"""One connection to Redis for an event loop: what is asked in one moment goes out together, and is answered in order.

The library's own client takes a connection out of a pool for each command and waits for its answer before the next; its
calls alone cost a tenth of a turn. It still makes the connection, so that every kind of address works as usual.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, Final

import hiredis
from redis import RedisError
from redis import exceptions as errors
from redis.asyncio import ConnectionPool

from common.per_loop import PerLoop

Word = str | bytes | int


class Lost(errors.ConnectionError):
    """A connection was lost, or could not be made. `of` is the same for all who asked on it, or waited for it: they met one failure."""

    def __init__(self, message: str, of: object) -> None:
        super().__init__(message)
        self.of = of


def failure_in(trouble: BaseException) -> object:
    """What a breaker counts once of it, however many are told; None for what is one's own."""
    return trouble.of if isinstance(trouble, Lost) else None


class Wire(asyncio.Protocol):
    """A connection that was made. Only for the event loop that it was made on."""

    def __init__(self, connection: Any) -> None:
        # The library names no other way to what it connected, and would close it with its own connection.
        self._writer, connection._writer, connection._reader = connection._writer, None, None  # noqa: SLF001
        self._transport: asyncio.Transport = self._writer.transport
        self._answers = hiredis.Reader(protocolError=errors.InvalidResponse, replyError=errors.ResponseError)
        self._waiting: deque[tuple[asyncio.Future[Any], float]] = deque()  # each with the moment at which it is late
        self._loop = asyncio.get_running_loop()
        self._leaving: list[bytes] = []
        self._look: asyncio.TimerHandle | None = None
        self._loss = object()
        self._transport.set_protocol(self)

    @property
    def is_lost(self) -> bool:
        return self._transport.is_closing()

    def ask(self, *words: Word, patience: float) -> asyncio.Future[Any]:
        """What Redis answers. Raises RedisError, also when that has not come within `patience` seconds."""
        answer: asyncio.Future[Any] = self._loop.create_future()
        self._waiting.append((answer, self._loop.time() + patience))
        if self._look is None:
            self._look = self._loop.call_later(patience, self._give_up_the_late)
        elif self._loop.time() + patience < self._look.when():
            self._look.cancel()
            self._look = self._loop.call_later(patience, self._give_up_the_late)
        if not self._leaving:
            self._loop.call_soon(self._send)
        packing: Any = words  # its annotation means a tuple of one
        self._leaving.append(hiredis.pack_command(packing))
        return answer

    def _send(self) -> None:
        """What was asked in one moment, in one call of the system."""
        leaving, self._leaving = self._leaving, []
        self._transport.write(b"".join(leaving))

    def data_received(self, data: bytes) -> None:
        self._answers.feed(data)
        while self._waiting and (found := self._answers.gets()) is not False:
            answer, _ = self._waiting.popleft()
            if answer.done():  # cancelled
                continue
            if isinstance(found, RedisError):
                answer.set_exception(found)
            else:
                answer.set_result(found)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._look is not None:
            self._look.cancel()
        while self._waiting:
            answer, _ = self._waiting.popleft()
            if not answer.done():
                answer.set_exception(Lost("The connection to Redis was lost.", self._loss))

    def _give_up_the_late(self) -> None:
        """One look for all who wait: a timer for each would cost more than what it watches over."""
        self._look, now = None, self._loop.time()
        late = [answer for answer, due in self._waiting if due <= now and not answer.done()]
        for answer in late:
            answer.set_exception(Lost("Redis did not answer in time.", self._loss))
        if late:
            self._transport.abort()  # what follows on this connection would come as late
        elif due := [due for answer, due in self._waiting if not answer.done()]:
            self._look = self._loop.call_at(min(due), self._give_up_the_late)

    def close(self) -> None:
        self._transport.close()


class Wires:
    """An event loop's connections, one for each address. One that is lost is made anew by whoever asks next."""

    def __init__(self) -> None:
        self._made: dict[str, Wire] = {}
        self._making: dict[str, tuple[asyncio.Task[Wire], float]] = {}  # each with the moment at which it is given up

    def at_hand(self, url: str) -> Wire | None:
        """One that is connected."""
        found = self._made.get(url)
        return None if found is None or found.is_lost else found

    async def wire(self, url: str, *, patience: float) -> Wire:
        """Many who come at once wait for one attempt, none for longer than their `patience` (seconds). Raises RedisError."""
        found = self.at_hand(url)
        if found is not None:
            return found
        making, due = self._making.get(url, (None, 0.0))
        if making is None or due <= asyncio.get_running_loop().time():
            making = self._begun(url, patience)
        await asyncio.wait((making,), timeout=patience)  # who leaves takes it from nobody else
        if not making.done() or making.cancelled():
            raise Lost("Redis could not be reached in time.", making)
        return making.result()

    def _begun(self, url: str, patience: float) -> asyncio.Task[Wire]:
        making = asyncio.create_task(self._make(url, patience))
        self._making[url] = (making, asyncio.get_running_loop().time() + patience)
        making.add_done_callback(lambda _: self._ended(url, making))
        return making

    async def _make(self, url: str, patience: float) -> Wire:
        try:
            made = await _connected(url, patience)
        except RedisError as trouble:
            raise Lost(str(trouble), asyncio.current_task()) from trouble
        found = self.at_hand(url)
        if found is not None:  # an attempt that was given up came to something all the same
            made.close()
            return found
        self._made[url] = made
        return made

    def _ended(self, url: str, making: asyncio.Task[Wire]) -> None:
        if self._making.get(url, (None, 0.0))[0] is making:
            del self._making[url]
        if not making.cancelled():
            making.exception()  # nobody may be there any more to be told

    def close(self) -> None:
        for making, _ in self._making.values():
            making.cancel()
        while self._made:
            self._made.popitem()[1].close()


async def _connected(url: str, patience: float) -> Wire:
    pool: Any = ConnectionPool.from_url(url, protocol=2, socket_connect_timeout=patience, socket_timeout=patience)
    connection = pool.make_connection()
    try:
        async with asyncio.timeout(patience):  # for all that is said at the beginning, which may be several answers
            await connection.connect()
    except OSError as trouble:  # a TimeoutError is one, too
        await connection.disconnect(nowait=True)
        raise errors.ConnectionError(str(trouble) or "Redis could not be reached in time.") from trouble
    except asyncio.CancelledError:
        await connection.disconnect(nowait=True)
        raise
    return Wire(connection)


wires: Final = PerLoop(Wires)


async def close_wires() -> None:
    """Close this loop's connections to Redis, if it has any."""
    made = wires.forget()
    if made is not None:
        made.close()
