"""Sockets of players within this process, on an event loop of their own beside the thread that acts."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from profiles.models import User
from tests.worlds.consumers.sockets import Closed, Frame, Socket, bearer

Result = TypeVar("Result")


class Loop:
    """An event loop that runs in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="listeners")

    def do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    @contextmanager
    def running(self) -> Iterator[None]:
        self._thread.start()
        try:
            yield
        finally:
            self.do(_cancel_everything())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()


async def _cancel_everything() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


class Listener:
    """One player's stream, over however many sockets: what it met, and every word that it was told."""

    def __init__(self, loop: Loop, person: User, world: str) -> None:
        self._loop, self._person, self._world = loop, person, world
        self._socket: Socket | None = None
        self.first: dict[str, Any] | None = None  # what the latest fresh stream was told first
        self.start: int | None = None  # the last event before the stream began
        self.last = 0
        self.met: list[tuple[int, int, str]] = []  # number, the one before, type
        self.told: list[str] = []  # all frames about others, as text

    @property
    def is_open(self) -> bool:
        return self._socket is not None

    def open(self) -> None:
        self._loop.do(self._open())

    def meet(self, upto: int) -> None:
        """Read until the event `upto` has come."""
        self._loop.do(self._meet(upto))

    def close(self) -> None:
        if self._socket is not None:
            self._loop.do(self._socket.hang_up())
            self._socket = None

    def code(self) -> int:
        """With which the server closes the socket; what comes before it is met."""
        return self._loop.do(self._closed())

    async def _open(self) -> None:
        resume = "" if self.start is None else f"?last_sequence={self.last}"
        headers = [(b"host", b"testserver"), await bearer(self._person)]
        self._socket = Socket(f"/ws/worlds/{self._world}/{resume}", headers, [])
        await self._socket.connect()
        if self.start is None:
            self._begin(await self._socket.read())
            self.told.append(json.dumps(await self._socket.read()))

    def _begin(self, frame: Frame) -> None:
        assert frame["type"] == "game_state"
        self.start = self.last = frame["data"]["sequence"]
        self.first = frame["data"]
        self.told.append(json.dumps(frame["data"]["world"]))

    async def _meet(self, upto: int) -> None:
        while self.last < upto:
            await self._take_one()

    async def _closed(self) -> int:
        try:
            while True:
                await self._take_one()
        except Closed as closed:
            self._socket = None
            return closed.code

    async def _take_one(self) -> None:
        assert self._socket is not None
        frame = await self._socket.read()
        self.told.append(json.dumps(frame))
        if "sequence_number" in frame:
            self.last = frame["sequence_number"]
            self.met.append((self.last, frame["prev_sequence"], frame["type"]))
