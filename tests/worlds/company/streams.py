"""Clients that follow a world's stream, come back when the line breaks, and never let a turn be forgotten."""

from __future__ import annotations

import asyncio
import json
import uuid
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any, Final, NamedTuple

import httpx

from tests.worlds.company.seats import Seat
from tests.worlds.company.sites import PATIENCE, Site
from tests.worlds.company.websocket_client import Gone, Wire, wire

# Closes that ask a client to come back: the line broke, the server leaves or is short of something, or it was too slow.
COME_BACK: Final = frozenset({1005, 1006, 1011, 1012, 1013, 4408})


class Met(NamedTuple):
    sequence: int
    type: str


class Follower:
    """One stream of one player: what it met, in the order it came. Every number must follow on the one before."""

    def __init__(self, site: Site, seat: Seat) -> None:
        self.site, self.seat = site, seat
        self.met: list[Met] = []
        self.asides: list[dict[str, Any]] = []
        self.returns = 0
        self.start: int | None = None  # the last event before this stream began
        self.last = 0  # the last numbered frame
        self.cursor: int | None = None  # what it resumes after
        self._client = uuid.uuid4().hex
        self._moved = asyncio.Event()

    async def follow(self) -> None:
        """Until it is cancelled. Raises AssertionError as soon as something is lost, doubled or out of order."""
        while True:
            await self.site.up.wait()
            with suppress(Gone, httpx.TransportError):
                await self.listen()
            self.returns += 1

    @abstractmethod
    async def listen(self) -> None:
        """Until the line breaks. Raises Gone or httpx.TransportError."""

    async def until(self, sequence: int) -> None:
        await self._awaited(lambda: self.last >= sequence)

    async def begun(self) -> None:
        await self._awaited(lambda: self.start is not None)

    async def aside(self, kind: str) -> dict[str, Any]:
        """The first unnumbered frame of that type."""
        await self._awaited(lambda: any(frame["type"] == kind for frame in self.asides))
        return next(frame for frame in self.asides if frame["type"] == kind)

    def take(self, frame: dict[str, Any]) -> None:
        if "sequence_number" in frame:
            number = frame["sequence_number"]
            assert frame["prev_sequence"] == self.last, f"{number} names {frame['prev_sequence']} and not {self.last}"
            assert number > self.last, f"{number} came after {self.last}"
            self.last = self.cursor = number
            self.met.append(Met(number, frame["type"]))
        elif frame["type"] == "game_state":
            assert self.start is None, "it was told to start afresh"
            self.start = self.last = self.cursor = frame.get("data", frame)["sequence"]
        else:
            self.asides.append(frame)
        self._moved.set()

    async def _awaited(self, true: Any) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():
                self._moved.clear()
                await self._moved.wait()


class SocketFollower(Follower):
    """Over a WebSocket, which it also plays through."""

    def __init__(self, site: Site, seat: Seat) -> None:
        super().__init__(site, seat)
        self._wire: Wire | None = None
        self._asked: dict[str, tuple[dict[str, Any], asyncio.Future[dict[str, Any]]]] = {}

    async def listen(self) -> None:
        resume = "" if self.cursor is None else f"&last_sequence={self.cursor}"
        path = f"/ws/worlds/{self.seat.world_id}/?client={self._client}{resume}"
        try:
            async with wire(self.site.port, path, token=self.seat.token) as self._wire:
                for frame, _ in self._asked.values():
                    await self._wire.say(frame)
                while True:
                    await self._heed(await self._wire.read())
        except Gone as gone:
            if gone.code not in COME_BACK:
                raise AssertionError(f"closed with {gone.code}") from gone
            raise
        finally:
            self._wire = None

    async def play(self, option: str, key: str) -> dict[str, Any]:
        """A turn, asked again under the same key by every new line until it is answered."""
        frame = {"type": "turn", "id": key, "option_id": option}
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[key] = frame, answer
        if self._wire is not None:
            with suppress(Gone):
                await self._wire.say(frame)
        told = await answer
        assert told["type"] == "turn_result", told
        found: dict[str, Any] = told["data"]
        return found

    async def _heed(self, frame: dict[str, Any]) -> None:
        if "id" in frame:
            _, answer = self._asked.pop(frame["id"])
            answer.set_result(frame)
            return
        self.take(frame)
        if "sequence_number" in frame and self._wire is not None:
            await self._wire.say({"type": "ack", "sequence": frame["sequence_number"]})


class EventSourceFollower(Follower):
    """Over server-sent events, beside which turns are posted."""

    async def listen(self) -> None:
        headers = _bearing(self.seat) | ({} if self.cursor is None else {"Last-Event-ID": str(self.cursor)})
        path = f"{self.site.address}/api/v1/worlds/{self.seat.world_id}/events?client={self._client}"
        async with httpx.AsyncClient(timeout=PATIENCE) as client, client.stream("GET", path, headers=headers) as answer:
            assert answer.status_code == 200, await answer.aread()
            message: dict[str, str] = {}
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                if line:
                    message[name] = value
                else:
                    self._read(message)
                    message = {}

    def _read(self, message: dict[str, str]) -> None:
        if "data" in message:
            frame = json.loads(message["data"])
            self.take(frame | {"type": message["event"]})
        if "id" in message:
            self.cursor = int(message["id"])


class Poster:
    """Plays over HTTP, and asks again under the same key when it was not answered."""

    def __init__(self, site: Site, seat: Seat, client: httpx.AsyncClient) -> None:
        self.site, self.seat, self.client = site, seat, client
        self.again = 0

    async def play(self, option: str, key: str) -> dict[str, Any]:
        path = f"{self.site.address}/api/v1/game/{self.seat.session_id}/turns"
        headers = _bearing(self.seat) | {"Idempotency-Key": key}
        while True:
            await self.site.up.wait()
            try:
                answer = await self.client.post(path, json={"option_id": option}, headers=headers)
            except httpx.TransportError:
                self.again += 1
                continue
            assert answer.status_code == 200, answer.text
            found: dict[str, Any] = answer.json()
            return found


async def marks(site: Site, seat: Seat) -> int:
    """The shared counter, as a member is told it."""
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        answer = await client.get(f"{site.address}/api/v1/worlds/{seat.world_id}", headers=_bearing(seat))
    assert answer.status_code == 200, answer.text
    found: int = answer.json()["world_state"]["locations"]["wall"]["properties"]["marks"]
    return found


@asynccontextmanager
async def following(*followers: Follower) -> AsyncIterator[None]:
    """They follow until the block ends; what one of them finds wrong ends the block."""
    async with AsyncExitStack() as stack:
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        running = [tasks.create_task(follower.follow()) for follower in followers]
        try:
            await asyncio.gather(*(follower.begun() for follower in followers))
            yield
        finally:
            for task in running:
                task.cancel()


@asynccontextmanager
async def posting(places: Iterable[tuple[Site, Seat]]) -> AsyncIterator[list[Poster]]:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=75, limits=limits) as client:
        yield [Poster(site, seat, client) for site, seat in places]


def _bearing(seat: Seat) -> dict[str, str]:
    return {"Authorization": f"Bearer {seat.token}"}
