"""Connections of our server on a test's own event loop, and an application behind them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from uvicorn import Config
from uvicorn.server import ServerState

from kleene_site.servers.uvicorn_http import HttpConnection
from kleene_site.servers.uvicorn_sockets import SocketConnection

Kind = TypeVar("Kind", HttpConnection, SocketConnection)


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


async def greeting(scope: Any, receive: Any, send: Any) -> None:
    """Reads the whole body, and answers with the headers that stood before it, and those that stand there now."""
    before = [name for name, _ in scope["headers"]]
    while (await receive()).get("more_body"):
        pass
    told = b", ".join([*before, b"|", *(name for name, _ in scope["headers"])])
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(told))]})
    await send({"type": "http.response.body", "body": told})


async def refusing(scope: Any, receive: Any, send: Any) -> None:
    """An application that accepts no socket."""
    await receive()
    await send({"type": "websocket.close"})


@asynccontextmanager
async def listening(
    kind: type[Kind], app: Any, made: list[Kind], state: ServerState | None = None
) -> AsyncIterator[str]:
    """Where a server listens that has this kind of connections alone, and notes them."""
    config = Config(app=app, lifespan="off", ws=SocketConnection)
    config.load()
    shared = state or ServerState()

    def accepted() -> Kind:
        made.append(kind(config=config, server_state=shared, app_state={}))
        return made[-1]

    server = await asyncio.get_running_loop().create_server(accepted, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
