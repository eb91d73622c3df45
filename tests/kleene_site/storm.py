"""Many clients at once that leave whenever they like: seeded, so that the same storm can be called again."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

LONGEST_STAY: Final = 0.6  # seconds after which whoever means to leave has left
PATIENCE: Final = 60.0  # seconds; no test is decided by them
KINDS: Final = ("home", "lobby", "guest", "sign_in", "start", "alone", "together", "chat", "reset", "listen")
PASSWORD: Final = "quiet-harbour-91"


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    body: dict[str, Any] | None = None
    token: str = ""

    def bytes(self, host: str) -> bytes:
        body = b"" if self.body is None else json.dumps(self.body).encode()
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", "Connection: close"]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(slots=True)
class Storm:
    """Players with games of their own, and what they do; each of many has a place in a world of their own, too."""

    address: str
    random: random.Random
    players: list[dict[str, str]] = field(default_factory=list)
    asked: int = 0

    def prepare(self, players: int) -> None:
        with httpx.Client(base_url=f"{self.address}/api/v1", timeout=PATIENCE) as client:
            for number in range(players):
                self.players.append(_player(client, number))

    def request(self, kind: str) -> Request:
        """One of this kind, by the next player; nobody acts twice before all have acted once."""
        self.asked += 1
        player = self.players[self.asked // len(KINDS) % len(self.players)]
        said = f"I hum the song number {self.asked} until the keeper smiles."
        asking = Request("POST", "", {"input": said}, player["token"])
        game = {"scenario_id": "gate"}
        return {
            "ready": Request("GET", "/health/ready"),
            "home": Request("GET", "/"),
            "lobby": Request("GET", "/worlds"),
            "guest": Request("POST", "/api/v1/auth/guest", {}),
            "sign_in": Request("POST", "/api/v1/auth/token", {"username": player["name"], "password": PASSWORD}),
            "start": Request("POST", "/api/v1/game/start", game, player["token"]),
            "alone": Request("POST", f"/api/v1/game/{player['alone']}/turns", asking.body, player["token"]),
            "together": Request("POST", f"/api/v1/game/{player['together']}/turns", asking.body, player["token"]),
            "chat": Request("POST", f"/api/v1/worlds/{player['world']}/chat", {"text": said}, player["token"]),
            "reset": Request("POST", "/api/v1/auth/password/reset", {"email": player["email"]}),
            "listen": Request("GET", f"/api/v1/worlds/{player['world']}/events", None, player["token"]),
        }[kind]

    async def rage(self, requests: int, *, release: threading.Event) -> list[tuple[str, int]]:
        """As many requests of all kinds at once; two of three clients leave. The answers to those who stayed.

        `release` is set when everybody has left who means to.
        """
        kinds = [KINDS[number % len(KINDS)] for number in range(requests)]
        self.random.shuffle(kinds)
        stays = [None if self.random.random() < 1 / 3 else self.random.uniform(0, LONGEST_STAY) for _ in kinds]
        asked = [self._ask(kind, self.request(kind), stay) for kind, stay in zip(kinds, stays, strict=True)]
        tasks = [asyncio.create_task(each) for each in asked]
        await asyncio.wait([task for task, stay in zip(tasks, stays, strict=True) if stay is not None])
        release.set()
        answers = await asyncio.gather(*tasks)
        return [answer for answer in answers if answer is not None]

    async def ask(self, kind: str) -> tuple[str, int]:
        """What somebody is answered who stays."""
        answer = await self._ask(kind, self.request(kind), None)
        assert answer is not None
        return answer

    async def _ask(self, kind: str, request: Request, stay: float | None) -> tuple[str, int] | None:
        """What is answered; None for who leaves after `stay` seconds, whatever they have been told by then."""
        host, port = self.address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        try:
            writer.write(request.bytes(f"{host}:{port}"))
            async with asyncio.timeout(PATIENCE if stay is None else stay):
                line = await reader.readline()
                if kind != "listen":  # which goes on until its client leaves
                    await reader.read()
        except TimeoutError:
            assert stay is not None, f"{kind} was never answered"
            return None
        finally:
            writer.transport.abort()
        return kind, int(line.split()[1])


def _player(client: httpx.Client, number: int) -> dict[str, str]:
    name, email = f"walker{number}", f"walker{number}@example.org"
    registered = client.post("/auth/register", json={"username": name, "password": PASSWORD, "email": email})
    token = registered.json()["access"]
    client.headers["Authorization"] = f"Bearer {token}"
    alone = client.post("/game/start", json={"scenario_id": "gate"}).json()["session_id"]
    together = client.post("/game/start", json={"scenario_id": "gate", "game_mode": "shared"}).json()
    del client.headers["Authorization"]
    return {
        "name": name,
        "email": email,
        "token": token,
        "alone": alone,
        "together": together["session_id"],
        "world": together["world_id"],
    }


@contextlib.contextmanager
def silent_server() -> Iterator[str]:
    """Host and port of a server that lets clients connect, and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as silent:
        yield f"127.0.0.1:{silent.getsockname()[1]}"
