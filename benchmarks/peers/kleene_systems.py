"""Kleene's own members: their lines are chat, or turns, over their WebSockets; every one becomes committed rows first."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path

import orjson

from benchmarks.harness.site import Seat, Site, postgresql_site
from benchmarks.harness.websocket_client import Socket, open_socket
from benchmarks.peers.ledger import MEMBERS, Ledger, line_text
from benchmarks.peers.systems import PATIENCE, SocketSystem, System


class KleeneChat(SocketSystem):
    NAME = "Kleene, chat"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._stack = ExitStack()
        self.seats: list[Seat] = []
        self.site: Site | None = None
        self.turn_ledger = Ledger()
        self.taken: defaultdict[str, list[int]] = defaultdict(list)

    def start(self, members: int) -> None:
        self.site = self._stack.enter_context(postgresql_site())
        [worlds] = self.site.seats(f"{members // MEMBERS}x{MEMBERS}")
        self.seats = [seat for world in worlds for seat in world]
        self.site.start()
        self.port, self.database_url = self.site.port, self.site.database_url

    @property
    def pids(self) -> list[int]:
        return [] if self.site is None else self.site.pids

    def stop(self) -> None:
        self._stack.close()

    async def join(self, member: int) -> Socket:
        begun, seat = asyncio.Event(), self.seats[member]
        counts: Counter[str] = Counter()

        def heard(socket: Socket, body: bytes) -> None:
            frame = orjson.loads(body)
            if "sequence_number" in frame:
                socket.say(b'{"type":"ack","sequence":%d}' % frame["sequence_number"])
                if frame["type"] == "chat_message":
                    self.hear(body)
                elif frame["type"] == "turn_played":
                    self._hear_turn(frame["data"]["user_id"], counts)
            elif frame["type"] == "game_state":
                begun.set()

        socket = await open_socket(self.port, f"/ws/worlds/{seat.world_id}/", heard, token=seat.token)
        async with asyncio.timeout(PATIENCE):
            await begun.wait()
        return socket

    def say(self, member: int, number: int) -> None:
        frame = {"type": "chat", "id": str(uuid.uuid4()), "channel": "world", "text": line_text(number)}
        self.sockets[member].say(orjson.dumps(frame))

    def take_turn(self, member: int, number: int) -> None:
        self.taken[self.seats[member].user_id].append(number)
        self.sockets[member].say(b'{"type":"turn","id":"%s","option_id":"mark"}' % str(uuid.uuid4()).encode())

    def _hear_turn(self, player: str, counts: Counter[str]) -> None:
        """The third turn that somebody hears of a player is the third that this player took."""
        taken = self.taken[player]
        if counts[player] < len(taken):
            self.turn_ledger.hear(taken[counts[player]])
        counts[player] += 1


class KleeneTurns(System):
    """Turns of the members of a `KleeneChat`, over the same sockets."""

    NAME = "Kleene, turns"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.company = KleeneChat(folder)
        self.is_alone = True

    def share(self, company: KleeneChat) -> None:
        self.company, self.is_alone = company, False

    def start(self, members: int) -> None:
        if self.is_alone:
            self.company.start(members)
        self.database_url = self.company.database_url

    @property
    def pids(self) -> list[int]:
        return self.company.pids

    def stop(self) -> None:
        if self.is_alone:
            self.company.stop()

    async def open(self, members: int) -> None:
        if self.is_alone:
            await self.company.open(members)

    def say(self, member: int, number: int) -> None:
        self.company.turn_ledger = self.ledger
        self.company.take_turn(member, number)

    def close(self) -> None:
        if self.is_alone:
            self.company.close()
