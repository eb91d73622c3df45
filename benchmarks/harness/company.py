"""Players who share worlds, each on a socket of their own, and go in and out of one room; it is noted when the others hear of it."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import orjson

from benchmarks.harness.site import Seat
from benchmarks.harness.sockets import AT_ONCE
from benchmarks.harness.websocket_client import Socket, open_socket

MEMBERS: Final = 8  # of a world, as many as it has seats
OUT, IN = b"out", b"in"
PATIENCE: Final = 60.0  # seconds until a socket has begun


@dataclass(slots=True, eq=False)
class Member:
    """A player, where they are, and the news of their move that is on its way."""

    seat: Seat
    world: list[Member]
    socket: Socket | None = None
    is_out: bool = False
    moved_at: float = 0.0
    awaited: int = 0  # others who have not heard of the move yet


@dataclass(slots=True)
class Company:
    """All members with their sockets. `lasted` is of each hearer of each move of the stretch."""

    port: int
    members: list[Member]
    lasted: list[float] = field(default_factory=list)
    moves: int = 0
    expected: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def open(self) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(member: Member) -> None:
            async with gate:
                await self._join(member)

        await asyncio.gather(*map(one, self.members))

    async def _join(self, member: Member) -> None:
        begun, movers = asyncio.Event(), {one.seat.user_id: one for one in member.world}

        def heard(socket: Socket, body: bytes) -> None:
            frame = orjson.loads(body)
            if "sequence_number" in frame:
                socket.say(b'{"type":"ack","sequence":%d}' % frame["sequence_number"])
            elif frame["type"] == "game_state":
                begun.set()
            if frame["type"] in {"player_left_room", "player_entered"}:
                self._hear(movers[frame["player_id"]])

        path = f"/ws/worlds/{member.seat.world_id}/"
        member.socket = await open_socket(self.port, path, heard, token=member.seat.token)
        async with asyncio.timeout(PATIENCE):
            await begun.wait()

    def _hear(self, mover: Member) -> None:
        if mover.awaited:
            mover.awaited -= 1
            self.lasted.append(time.perf_counter() - mover.moved_at)
            self.news.set()

    def move(self, member: Member) -> None:
        """Begin a move: everybody else in the world is at one of the two places. A member who is still moving is left out."""
        if member.awaited or member.socket is None:
            return
        option = IN if member.is_out else OUT
        member.is_out = not member.is_out
        member.moved_at, member.awaited = time.perf_counter(), len(member.world) - 1
        self.moves, self.expected = self.moves + 1, self.expected + member.awaited
        member.socket.say(b'{"type":"turn","id":"%s","option_id":"%s"}' % (str(uuid.uuid4()).encode(), option))

    def say(self, member: Member, number: int) -> None:
        frame = {
            "type": "chat",
            "id": str(uuid.uuid4()),
            "channel": "world",
            "text": f"Line {number} of a long evening.",
        }
        if member.socket is not None:
            member.socket.say(orjson.dumps(frame))

    def begin(self) -> None:
        """Forget what was measured, and what did not arrive."""
        self.lasted, self.moves, self.expected = [], 0, 0
        for member in self.members:
            member.awaited = 0

    async def drained(self, patience: float) -> None:
        """Wait until everybody has heard of every move, and no longer than that."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while len(self.lasted) < self.expected:
                    self.news.clear()
                    await self.news.wait()

    def close(self) -> None:
        for member in self.members:
            if member.socket is not None:
                member.socket.close()


def world_of(seats: Sequence[Seat]) -> list[Member]:
    members: list[Member] = []
    members += (Member(seat, members) for seat in seats)
    return members
