"""django-eventstream: lines are posted, stored in SQLite, and told as server-sent events."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import cast

from benchmarks.harness.http_client import Connection, Unanswered, connect, request_bytes
from benchmarks.peers.installing import HERE, Program, python_packages
from benchmarks.peers.ledger import MEMBERS, line_text
from benchmarks.peers.systems import AT_ONCE, PATIENCE, System

POSTING = 32  # connections over which lines are posted; those of a group over the same one, or the library drops some


class Source(asyncio.Protocol):
    def __init__(self, path: str, system: Eventstream) -> None:
        self._path, self._system, self._rest = path, system, b""
        self.begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(request_bytes("GET", self._path, accept="text/event-stream"))

    def data_received(self, data: bytes) -> None:
        whole, end, self._rest = (self._rest + data).rpartition(b"\n")
        if b"stream-open" in whole and not self.begun.done():
            self.begun.set_result(None)
        if end:
            self._system.hear(whole)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.begun.done():
            self.begun.set_exception(ConnectionError(self._path))


class Eventstream(System):
    NAME = "django-eventstream"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._program: Program | None = None
        self._sources: list[Source] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._lines: list[tuple[Connection, asyncio.Lock]] = []

    def start(self, members: int) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        python = python_packages(self.folder, "django-eventstream", "uvicorn")
        for old in self.folder.glob("eventstream.sqlite3*"):
            old.unlink()
        words = [str(python), str(HERE / "eventstream_server.py"), str(self.port), str(self.folder)]
        self._program = Program(words, self.port, self.folder)

    @property
    def pids(self) -> list[int]:
        return [] if self._program is None else self._program.pids

    def stop(self) -> None:
        if self._program is not None:
            self._program.stop()

    async def open(self, members: int) -> None:
        gate = asyncio.Semaphore(AT_ONCE)
        self._lines = [(await connect(self.port), asyncio.Lock()) for _ in range(POSTING)]

        async def one(member: int) -> Source:
            async with gate:
                path, loop = f"/events/{member // MEMBERS}/", asyncio.get_running_loop()
                _, source = await loop.create_connection(lambda: Source(path, self), "127.0.0.1", self.port)
                async with asyncio.timeout(PATIENCE):
                    await source.begun
                return source

        self._sources = list(await asyncio.gather(*(one(member) for member in range(members))))

    def say(self, member: int, number: int) -> None:
        task = asyncio.create_task(self._post(member // MEMBERS, number))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        for source in self._sources:
            source.transport.abort()
        for line, _ in self._lines:
            line.close()

    async def _post(self, group: int, number: int) -> None:
        line, gate = self._lines[group % POSTING]
        async with gate:
            with suppress(Unanswered):  # it counts as not delivered
                await line.ask(request_bytes("POST", f"/say/{group}", body=line_text(number).encode()))
