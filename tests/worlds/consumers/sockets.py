"""Speaking to the whole application over a WebSocket, as a client would."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from common.database_threads import in_thread
from kleene_site.asgi import application
from profiles.models import User
from profiles.services import tokens
from tests import contracts
from tests.worlds.living_world import Living

Frame = dict[str, Any]
PATIENCE = 10.0  # seconds; no test is decided by them


class Closed(Exception):
    """The server closed the socket."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Socket:
    """One client's socket. Numbered frames are acknowledged as they are read, unless `acknowledges` is off."""

    def __init__(self, path: str, headers: list[tuple[bytes, bytes]], subprotocols: list[str]) -> None:
        self.line = WebsocketCommunicator(application, path, headers=headers, subprotocols=subprotocols)
        self.acknowledges = True
        self.held = contracts.held_sky_frame if path.startswith("/ws/cosmos") else contracts.held_frame
        self.put_aside: deque[Frame] = deque()  # what came before an answer that was waited for

    async def connect(self) -> str | None:
        """The subprotocol that was chosen; raises Closed when the socket is refused before it is accepted."""
        accepted, answer = await self.line.connect(timeout=PATIENCE)
        if not accepted:
            raise Closed(answer)
        chosen: str | None = answer
        return chosen

    async def read(self) -> Frame:
        return self.put_aside.popleft() if self.put_aside else await self.receive()

    async def receive(self) -> Frame:
        message = await self.line.receive_output(timeout=PATIENCE)
        if message["type"] == "websocket.close":
            raise Closed(message["code"])
        frame: Frame = self.held(json.loads(message["text"]))
        if self.acknowledges and "sequence_number" in frame:
            await self.say({"type": "ack", "sequence": frame["sequence_number"]})
        return frame

    async def read_until(self, kind: str, **wanted: Any) -> Frame:
        """The next frame of that type with these values, passing over all others."""
        async with asyncio.timeout(PATIENCE):
            while True:
                frame = await self.read()
                if frame["type"] == kind and all(frame.get(key) == value for key, value in wanted.items()):
                    return frame

    async def numbered(self, *, upto: int) -> list[Frame]:
        """Numbered frames until one has the number `upto`."""
        got: list[Frame] = []
        async with asyncio.timeout(PATIENCE):
            while not got or got[-1]["sequence_number"] < upto:
                frame = await self.read()
                if "sequence_number" in frame:
                    got.append(frame)
        return got

    async def closed(self) -> int:
        """The code, once the server has closed the socket."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    await self.read()
        except Closed as closed:
            return closed.code

    async def say(self, frame: Frame) -> None:
        await self.line.send_input({"type": "websocket.receive", "text": json.dumps(frame)})

    async def say_text(self, text: str) -> None:
        await self.line.send_input({"type": "websocket.receive", "text": text})

    async def ask(self, frame: Frame) -> Frame:
        """Say it with an id of its own, and wait for what is answered under that id."""
        asked = {"id": str(uuid.uuid4())} | frame
        await self.say(asked)
        async with asyncio.timeout(PATIENCE):
            while (answer := await self.receive()).get("id") != asked["id"]:
                self.put_aside.append(answer)
        return answer

    async def hang_up(self) -> None:
        await self.line.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.line.wait(PATIENCE)


@asynccontextmanager
async def socket(path: str, *headers: tuple[bytes, bytes], subprotocols: tuple[str, ...] = ()) -> AsyncIterator[Socket]:
    client = Socket(path, [(b"host", b"testserver"), *headers], list(subprotocols))
    try:
        yield client
    finally:
        await client.hang_up()


@asynccontextmanager
async def joined(living: Living, person: User, query: str = "") -> AsyncIterator[Socket]:
    """A socket of somebody in the world, accepted."""
    async with socket(path_of(living, query), await bearer(person)) as client:
        await client.connect()
        yield client


def path_of(living: Living, query: str = "") -> str:
    return f"/ws/worlds/{living.world.short_id}/{query}"


async def bearer(person: User) -> tuple[bytes, bytes]:
    return b"authorization", f"Bearer {await access(person)}".encode()


async def access(person: User) -> str:
    return (await in_thread(tokens.issue_pair, person))["access"]


def signed_in(person: User) -> tuple[bytes, bytes]:
    """The cookie of a browser session."""
    client = Client()
    client.force_login(person)
    return b"cookie", f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}".encode()


async def everything(*work: Any) -> list[Any]:
    return list(await asyncio.gather(*work))


async def code_for(person: User, world: str) -> int:
    async with socket(f"/ws/worlds/{world}/", await bearer(person)) as client:
        await client.connect()
        return await client.closed()


async def open_socket(client: Socket) -> int:
    """The event at which the socket begins."""
    sequence: int = (await client.read_until("game_state"))["data"]["sequence"]
    await client.read_until("game:replay")
    return sequence
