"""Nothing is kept of a connection that has ended, however it ended."""

from __future__ import annotations

import asyncio
import gc
import socket
import weakref
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from uvicorn.server import ServerState

from kleene_site.servers.uvicorn_connection import NO_LINGERING, WriteTimeout
from kleene_site.servers.uvicorn_http import HttpConnection
from kleene_site.servers.uvicorn_sockets import SocketConnection
from tests.kleene_site.own_connections import Stream, greeting, listening, refusing

UPGRADE = b"Host: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
KEY = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
VERSION = b"Sec-WebSocket-Version: 13\r\n"
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
HANDSHAKE = b"GET /ws HTTP/1.1\r\n" + UPGRADE + KEY + VERSION + b"\r\n"


@pytest.fixture
async def troubles() -> AsyncIterator[list[Any]]:
    """What met nobody but the event loop."""
    met: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, about: met.append(about))
    yield met
    assert met == []


async def answer_to(address: str, request: bytes) -> bytes:
    """All that comes before the server closes."""
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()
        await writer.wait_closed()


async def until_none(state: ServerState) -> None:
    async with asyncio.timeout(10):
        while state.connections:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"GET /ws HTTP/1.1\r\n" + UPGRADE, 400),
        (b"GET /ws HTTP/1.1\r\n" + UPGRADE + KEY, 400),
        (b"GET /ws HTTP/1.1\r\n" + UPGRADE + KEY.replace(b"==", b"") + VERSION, 400),
        (b"GET /ws HTTP/1.1\r\n" + UPGRADE + KEY + KEY + VERSION, 400),
        (b"GET /ws HTTP/1.1\r\n" + UPGRADE + KEY + VERSION.replace(b"13", b"12"), 400),
        (b"GET /ws HTTP/1.1\r\nOrigin: a\r\nOrigin: b\r\n" + UPGRADE + KEY + VERSION, 400),
        (b"GET /ws HTTP/1.1\r\nSec-WebSocket-Protocol: ;=\r\n" + UPGRADE + KEY + VERSION, 400),
        (b"GET /ws HTTP/1.1\r\nSec-WebSocket-Extensions: ;;=\r\n" + UPGRADE + KEY + VERSION, 400),
        (b"POST /ws HTTP/1.1\r\n" + UPGRADE + KEY + VERSION, 405),
        (b"GET /\xff HTTP/1.1\r\n" + UPGRADE + KEY + VERSION, 400),
        (b"GET /ws HTTP/1.1\r\n" + UPGRADE + KEY + VERSION, 403),
    ],
    ids=[
        "no-key",
        "no-version",
        "short-key",
        "two-keys",
        "version",
        "origins",
        "protocol",
        "extension",
        "post",
        "address",
        "refused",
    ],
)
async def test_a_handshake_that_is_refused(troubles: list[Any], request_head: bytes, status: int) -> None:
    state, made = ServerState(), list[HttpConnection]()
    async with listening(HttpConnection, refusing, made, state) as address:
        assert (await answer_to(address, request_head + b"\r\n")).startswith(b"HTTP/1.1 %d " % status)
        await until_none(state)


async def test_a_socket_that_its_application_refused_is_freed_at_once(troubles: list[Any]) -> None:
    made: list[SocketConnection] = []
    with without_collector():
        async with listening(SocketConnection, refusing, made, state := ServerState()) as address:
            await answer_to(address, HANDSHAKE)
            await until_none(state)
        kept = weakref.ref(made.pop())
        async with asyncio.timeout(10):
            while kept() is not None:  # noqa: ASYNC110 - nor does a collector
                await asyncio.sleep(0)


@contextmanager
def without_collector() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@pytest.mark.parametrize("behind", [HANDSHAKE, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"], ids=["upgrade", "request"])
async def test_a_stream_is_told_of_its_end_also_when_another_request_came_behind_it(
    troubles: list[Any], behind: bytes
) -> None:
    app, made = Stream(), list[HttpConnection]()
    async with listening(HttpConnection, app, made, state := ServerState()) as address:
        host, _, port = address.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await reader.readuntil(b"Hello.")
        writer.write(behind)
        async with asyncio.timeout(10):
            while not (made[0].pipeline or made[0].transport.is_closing()):  # noqa: ASYNC110 - the server tells nobody
                await asyncio.sleep(0)
        made[0].transport.abort()
        await asyncio.wait_for(app.left.wait(), 10)
        await until_none(state)
        writer.close()


async def test_a_client_that_resets_an_idle_connection_leaves_no_timer(troubles: list[Any]) -> None:
    made: list[HttpConnection] = []
    async with listening(HttpConnection, greeting, made, state := ServerState()) as address:
        host, _, port = address.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(GET)
        await reader.readuntil(b"host, |, host")
        assert made[0].timeout_keep_alive_task is not None
        line = writer.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGERING)
        writer.transport.abort()
        await until_none(state)
    assert made[0].timeout_keep_alive_task is None


async def test_nothing_watches_over_a_connection_that_is_lost_whoever_asks_for_it(troubles: list[Any]) -> None:
    made: list[HttpConnection] = []
    async with listening(HttpConnection, greeting, made, state := ServerState()) as address:
        await answer_to(address, GET.replace(b"Host: a", b"Host: a\r\nConnection: close"))
        await until_none(state)
    for timeout in (made[0].write_timeout, WriteTimeout(made[0].transport, made[0].loop, made[0].config)):
        assert timeout is not None
        timeout.watch()
        timeout.look(0)
        assert timeout.timer is None
