"""Players who take turn after turn, each asking for the next as soon as the last is answered."""

from __future__ import annotations

import asyncio
import math
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from benchmarks.harness.http_client import Connection, connect, request_bytes
from benchmarks.harness.site import Seat
from benchmarks.harness.websocket_client import Socket, open_socket

OPTION: Final = b'{"option_id":"mark"}'
# A socket may play so many turns at once, and then 20 a second: the limit of `worlds.consumers.pace`, which no setting lifts.
MOST_ON_A_SOCKET: Final = 55


@dataclass(slots=True)
class Played:
    """What came of a stretch: how long each turn took and when it was asked for, and how long the stretch itself."""

    lasted: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)  # on one clock, in the order of `lasted`; of turns alone
    took: float = 0.0

    def answered(self, *, asked: float) -> None:
        self.asked.append(asked)
        self.lasted.append(time.perf_counter() - asked)

    def overtaken(self) -> float:
        """The share of turns that were answered after one that was asked for later."""
        first, count = math.inf, 0
        for asked, lasted in sorted(zip(self.asked, self.lasted, strict=True), reverse=True):
            count += first < asked + lasted
            first = min(first, asked + lasted)
        return count / max(1, len(self.asked))


async def play_over_http(port: int, seats: Sequence[Seat], seconds: float) -> Played:
    """Raises AssertionError for any answer but 200."""
    lines = [await connect(port) for _ in seats]
    played, began = Played(), time.perf_counter()
    try:
        async with asyncio.TaskGroup() as tasks:
            for line, seat in zip(lines, seats, strict=True):
                tasks.create_task(_post_turns(line, seat, began + seconds, played))
    finally:
        for line in lines:
            line.close()
    played.took = time.perf_counter() - began
    return played


async def _post_turns(line: Connection, seat: Seat, ends: float, played: Played) -> None:
    path = f"/api/v1/game/{seat.session_id}/turns"
    while (began := time.perf_counter()) < ends:
        key = str(uuid.uuid4())
        status, body = await line.ask(request_bytes("POST", path, token=seat.token, body=OPTION, key=key))
        assert status == 200, (status, body[:500])
        played.answered(asked=began)


class SocketPlayer:
    """One socket that also acknowledges every event, as pages do."""

    def __init__(self) -> None:
        self.is_begun = asyncio.Event()
        self._answer: asyncio.Future[dict[str, Any]] | None = None

    def hear(self, socket: Socket, body: bytes) -> None:
        frame = orjson.loads(body)
        if "id" in frame and self._answer is not None:
            if not self._answer.done():
                self._answer.set_result(frame)
        elif "sequence_number" in frame:
            socket.say(b'{"type":"ack","sequence":%d}' % frame["sequence_number"])
        elif frame["type"] == "game_state":
            self.is_begun.set()

    async def open(self, port: int, seat: Seat) -> None:
        self.socket = await open_socket(port, f"/ws/worlds/{seat.world_id}/", self.hear, token=seat.token)
        async with asyncio.timeout(60):
            await self.is_begun.wait()

    async def play(self, ends: float, played: Played) -> None:
        for _ in range(MOST_ON_A_SOCKET):
            if (began := time.perf_counter()) >= ends:
                return
            self._answer = asyncio.get_running_loop().create_future()
            self.socket.say(b'{"type":"turn","id":"%s","option_id":"mark"}' % str(uuid.uuid4()).encode())
            async with asyncio.timeout(60):
                frame = await self._answer
            assert frame["type"] == "turn_result", frame
            played.answered(asked=began)


class SocketPlayers:
    """All of them, opened before the stretch begins."""

    def __init__(self) -> None:
        self._players: list[SocketPlayer] = []

    async def open(self, port: int, seats: Sequence[Seat]) -> None:
        for seat in seats:
            player = SocketPlayer()
            self._players.append(player)
            await player.open(port, seat)

    async def play(self, seconds: float) -> Played:
        """For so long, or until they have played as many turns as a socket may at once."""
        played, began = Played(), time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for player in self._players:
                tasks.create_task(player.play(began + seconds, played))
        played.took = time.perf_counter() - began
        return played

    def close(self) -> None:
        for player in self._players:
            player.socket.close()
