"""Many streams that listen, over WebSockets and server-sent events."""

from __future__ import annotations

import asyncio
import resource
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, cast

import orjson

from benchmarks.harness.site import Seat
from benchmarks.harness.websocket_client import Socket, open_socket

AT_ONCE: Final = 20  # that are being opened
PATIENCE: Final = 120.0  # seconds for the first frame


def allow_files(count: int) -> None:
    """As many open files as so many sockets need, here and in what is started from here."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count <= hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))


class EventSource(asyncio.Protocol):
    """One stream of server-sent events, which only notes that it has begun."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._head = b""
        self.begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if self.begun.done():
            return
        self._head += data
        if b"event: game_state" in self._head:
            self.begun.set_result(None)
            self._head = b""

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.begun.done():
            self.begun.set_exception(ConnectionError(self._head[:300].decode(errors="replace")))

    def close(self) -> None:
        self._transport.abort()


class Listeners:
    """Streams of one site that are open until `close`."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: list[Socket | EventSource] = []

    async def open_sockets(self, seats: Sequence[Seat]) -> None:
        await self._open_all(seats, self._socket)

    async def open_sources(self, seats: Sequence[Seat]) -> None:
        await self._open_all(seats, self._source)

    def close(self) -> None:
        for stream in self._open:
            stream.close()

    async def _open_all(self, seats: Sequence[Seat], opened: Callable[[Seat], Awaitable[Socket | EventSource]]) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(seat: Seat) -> None:
            async with gate:
                self._open.append(await opened(seat))

        async with asyncio.TaskGroup() as tasks:
            for seat in seats:
                tasks.create_task(one(seat))

    async def _socket(self, seat: Seat) -> Socket:
        begun = asyncio.Event()

        def heard(socket: Socket, body: bytes) -> None:
            frame = orjson.loads(body)
            if "sequence_number" in frame:
                socket.say(b'{"type":"ack","sequence":%d}' % frame["sequence_number"])
            elif frame["type"] == "game_state":
                begun.set()

        path = f"/ws/worlds/{seat.world_id}/?client={uuid.uuid4().hex}"
        socket = await open_socket(self._port, path, heard, token=seat.token)
        async with asyncio.timeout(PATIENCE):
            await begun.wait()
        return socket

    async def _source(self, seat: Seat) -> EventSource:
        lines = (
            f"GET /api/v1/worlds/{seat.world_id}/events?client={uuid.uuid4().hex} HTTP/1.1",
            "Host: 127.0.0.1",
            "Accept: text/event-stream",
            f"Authorization: Bearer {seat.token}",
        )
        request = "\r\n".join((*lines, "", "")).encode()
        loop = asyncio.get_running_loop()
        _, source = await loop.create_connection(lambda: EventSource(request), "127.0.0.1", self._port)
        async with asyncio.timeout(PATIENCE):
            await source.begun
        return source
