"""What a connection keeps while it is open, counted on a real one."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from websockets.asyncio.client import connect

from common.lean_queue import LeanEvent
from kleene_site.servers.uvicorn_http import HttpConnection
from kleene_site.servers.uvicorn_sockets import SocketConnection
from tests.kleene_site.own_connections import Stream, listening


async def echo(scope: Any, receive: Any, send: Any) -> None:
    while (message := await receive())["type"] != "websocket.disconnect":
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        else:
            await send({"type": "websocket.send", "text": message["text"]})


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
