"""The servers that carry lines, each with its clients: what all of them have, and the floor, socket.io and Colyseus."""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar, Final

from benchmarks.harness.http_client import connect, request_bytes
from benchmarks.harness.site import free_port
from benchmarks.harness.websocket_client import BINARY, Socket, open_socket
from benchmarks.peers.installing import Program, node_script, npm_packages, own_script
from benchmarks.peers.ledger import MEMBERS, Ledger, line_text, numbers_in

AT_ONCE: Final = 20  # clients that are connecting
PATIENCE: Final = 60.0  # seconds until a client has joined


class System(ABC):
    """One server with its members, who sit in groups of eight: member 11 is in group 1."""

    NAME: ClassVar[str]
    MOST: ClassVar[int] = 100_000  # members with whom it is measured
    database_url = ""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder / self.NAME.replace(" ", "-"), free_port()
        self.ledger = Ledger()

    @abstractmethod
    def start(self, members: int) -> None:
        """Raises NotInstalled."""

    @property
    @abstractmethod
    def pids(self) -> list[int]: ...

    @abstractmethod
    def stop(self) -> None: ...

    @abstractmethod
    async def open(self, members: int) -> None:
        """Connect so many, each in its group."""

    @abstractmethod
    def say(self, member: int, number: int) -> None:
        """Begin to say a line, without waiting."""

    @abstractmethod
    def close(self) -> None:
        """Disconnect everybody."""

    def hear(self, body: bytes) -> None:
        for number in numbers_in(body):
            self.ledger.hear(number)


async def gathered(members: int, joins: Callable[[int], Awaitable[Socket]]) -> list[Socket]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(member: int) -> Socket:
        async with gate:
            return await joins(member)

    return list(await asyncio.gather(*(one(member) for member in range(members))))


class SocketSystem(System):
    """One whose members each have a WebSocket."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sockets: list[Socket] = []
        self.program: Program | None = None

    @property
    def pids(self) -> list[int]:
        return [] if self.program is None else self.program.pids

    def stop(self) -> None:
        if self.program is not None:
            self.program.stop()

    async def open(self, members: int) -> None:
        self.sockets = await gathered(members, self.join)

    @abstractmethod
    async def join(self, member: int) -> Socket: ...

    def close(self) -> None:
        for socket in self.sockets:
            socket.close()
        self.sockets = []

    async def joined(self, path: str, is_joined: Callable[[Socket, bytes], bool]) -> Socket:
        """A socket that is in its group, as `is_joined` tells of the frames that it hears, and answers."""
        begun = asyncio.Event()

        def heard(socket: Socket, body: bytes) -> None:
            if begun.is_set() and numbers_in(body):
                self.hear(body)
            elif is_joined(socket, body):
                begun.set()

        socket = await open_socket(self.port, path, heard)
        async with asyncio.timeout(PATIENCE):
            await begun.wait()
        return socket


class Bare(SocketSystem):
    NAME = "bare asyncio and websockets"

    def start(self, members: int) -> None:
        self.program = Program([*own_script("bare_server.py"), str(self.port)], self.port, self.folder)

    async def join(self, member: int) -> Socket:
        return await open_socket(self.port, f"/{member // MEMBERS}", lambda _socket, body: self.hear(body))

    def say(self, member: int, number: int) -> None:
        self.sockets[member].say(line_text(number).encode())


class SocketIo(SocketSystem):
    NAME = "socket.io"

    def start(self, members: int) -> None:
        npm_packages(self.folder, "socket.io")
        words = [*node_script(self.folder, "socketio_server.mjs"), str(self.port)]
        self.program = Program(words, self.port, self.folder)

    async def join(self, member: int) -> Socket:
        path = f"/socket.io/?EIO=4&transport=websocket&group={member // MEMBERS}"
        return await self.joined(path, _shake_hands)

    def say(self, member: int, number: int) -> None:
        self.sockets[member].say(b'42["chat",%s]' % json.dumps(line_text(number)).encode())


def _shake_hands(socket: Socket, body: bytes) -> bool:
    if body.startswith(b"0"):
        socket.say(b"40")
    elif body == b"2":
        socket.say(b"3")
    return body.startswith(b"40")


class Colyseus(SocketSystem):
    NAME = "Colyseus"

    def start(self, members: int) -> None:
        npm_packages(self.folder, "@colyseus/core", "@colyseus/ws-transport", "express")
        words = [*node_script(self.folder, "colyseus_server.mjs"), str(self.port)]
        self.program = Program(words, self.port, self.folder)

    async def join(self, member: int) -> Socket:
        body = json.dumps({"group": str(member // MEMBERS)}).encode()
        line = await connect(self.port)
        status, told = await line.ask(request_bytes("POST", "/matchmake/joinOrCreate/group", body=body))
        line.close()
        assert status == 200, told
        seat = json.loads(told)
        path = f"/{seat['processId']}/{seat['roomId']}?sessionId={seat['sessionId']}"
        return await self.joined(path, _enter_room)

    def say(self, member: int, number: int) -> None:
        text = line_text(number).encode()
        self.sockets[member].say(b"\x0d\xa4chat\xd9" + bytes([len(text)]) + text, BINARY)


def _enter_room(socket: Socket, body: bytes) -> bool:
    if body[:1] == b"\x0a":  # JOIN_ROOM is answered with itself
        socket.say(b"\x0a", BINARY)
        return True
    return False
