"""What a connection keeps while it is open, counted on a real one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx
from uvicorn import Config
from uvicorn.server import ServerState
from websockets.asyncio.client import connect

from common.lean_queue import LeanEvent
from kleene_site.servers.uvicorn_http import HttpConnection
from kleene_site.servers.uvicorn_sockets import SocketConnection

Kind = TypeVar("Kind", HttpConnection, SocketConnection)


async def echo(scope: Any, receive: Any, send: Any) -> None:
    while (message := await receive())["type"] != "websocket.disconnect":
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        else:
            await send({"type": "websocket.send", "text": message["text"]})


class Stream:
    """Answers with one event, and then waits for its client to leave."""

    def __init__(self) -> None:
        self.left = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
        await send({"type": "http.response.body", "body": b"data: Hello.\n\n", "more_body": True})
        assert (await receive())["type"] == "http.disconnect"
        self.left.set()


@asynccontextmanager
async def listening(kind: type[Kind], app: Any, made: list[Kind]) -> AsyncIterator[str]:
    """Where a server listens that has this kind of connections alone, and notes them."""
    config = Config(app=app, lifespan="off")
    config.load()

    def accepted() -> Kind:
        made.append(kind(config=config, server_state=ServerState(), app_state={}))
        return made[-1]

    server = await asyncio.get_running_loop().create_server(accepted, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def test_a_socket_keeps_its_state_in_slots_and_no_dictionary() -> None:
    """Whatever the library adds to it must be named among them, or each connection costs two kilobytes more."""
    made: list[SocketConnection] = []
    async with listening(SocketConnection, echo, made) as address, connect(f"ws://{address}/") as socket:
        await socket.send("Hello.")
        assert await socket.recv() == "Hello."
        assert vars(made[0]) == {}


async def test_so_does_a_stream_and_it_keeps_no_queues_for_those_who_wait() -> None:
    made: list[HttpConnection] = []
    app = Stream()
    async with listening(HttpConnection, app, made) as address, httpx.AsyncClient(trust_env=False) as client:
        async with client.stream("GET", f"http://{address}/") as answer:
            assert await anext(answer.aiter_text()) == "data: Hello.\n\n"
            [connection] = made
            assert vars(connection) == {}
            assert isinstance(connection.cycle.message_event, LeanEvent)
            assert isinstance(connection.flow._is_writable_event, LeanEvent)
        await asyncio.wait_for(app.left.wait(), 10)
