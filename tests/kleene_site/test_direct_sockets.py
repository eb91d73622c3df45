"""What is written to a socket by a plain call keeps its place behind what waits for a slow client."""

from __future__ import annotations

import asyncio
from typing import Any

from websockets.asyncio.client import connect

from kleene_site.servers.uvicorn_sockets import SocketConnection
from tests.kleene_site.own_connections import listening


async def accepting(scope: Any, receive: Any, send: Any) -> None:
    """Accepts a socket, and keeps it open until its client leaves."""
    while (message := await receive())["type"] != "websocket.disconnect":
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})


async def test_a_frame_that_need_not_wait_does_not_overtake_one_that_waited() -> None:
    made: list[SocketConnection] = []
    async with listening(SocketConnection, accepting, made) as address, connect(f"ws://{address}/") as client:
        [socket] = made
        socket.pause_writing()
        waiting = asyncio.create_task(socket.send({"type": "websocket.send", "text": "first"}))
        await asyncio.sleep(0)
        socket.resume_writing()  # whoever waits is about to go on
        assert not socket.write_now("second")
        await waiting
        assert socket.write_now("third")
        assert [await client.recv(), await client.recv()] == ["first", "third"]
