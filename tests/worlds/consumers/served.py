"""Server processes of our own over the test's database, and clients that speak to them through the network."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.db import connection

from profiles.models import User
from profiles.services import tokens
from tests import contracts
from tests.kleene_site.forks import Fork
from tests.kleene_site.programs import environment
from tests.kleene_site.programs import site as begun

EVENTS = "/api/v1/worlds/{}/events"
PATIENCE = 20.0  # seconds for one answer; no test is decided by them


@dataclass(frozen=True, slots=True)
class Site:
    port: int
    process: Fork
    log: Path

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def leave(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def served(folder: Path, **about: str) -> Iterator[Site]:
    """At a free port, where `PORT` gives none."""
    port = int(about.pop("PORT", 0)) or free_port()
    log = folder / f"site-{port}.log"
    env = environment(
        folder,
        PORT=str(port),
        DATABASE_URL=database_url(),
        SECRET_KEY=settings.SECRET_KEY,
        KLEENE_WORKER_INSIDE="0",
        DATABASE_POOL="6",
        **about,
    )
    with log.open("wb") as said:
        process = begun(env, said)
    site = Site(port, process, log)
    try:
        until_it_answers(site)
        yield site
    finally:
        site.kill()


def until_it_answers(site: Site) -> None:
    """The port is listened on before anything is served there, so that one question waits for the answer."""
    while True:
        assert site.process.poll() is None, site.log.read_text()
        try:
            socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE).close()
        except OSError:
            time.sleep(0.05)
        else:
            break
    httpx.get(site.url("/health/live"), timeout=6 * PATIENCE)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def database_url() -> str:
    about = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{about['NAME']}"
    return f"postgresql://{about['USER']}@{about['HOST']}:{about['PORT']}/{about['NAME']}"


def bearer(person: User) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.issue_pair(person)['access']}"}


@dataclass(frozen=True, slots=True)
class Message:
    """One block of an event stream; `id` and `event` are empty where the block has none."""

    id: str
    event: str
    data: Any
    comment: bool


@contextmanager
def listening(url: str, headers: dict[str, str]) -> Iterator[Iterator[Message]]:
    """An open event stream, message by message until its end."""
    with httpx.stream("GET", url, headers=headers, timeout=PATIENCE) as answer:
        assert answer.status_code == 200, answer.read()
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        yield messages(answer.iter_lines())


def messages(lines: Iterator[str]) -> Iterator[Message]:
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            yield message(block)
            block = []


def message(block: list[str]) -> Message:
    fields = dict(line.split(": ", 1) for line in block if not line.startswith(":"))
    data = json.loads(fields["data"]) if "data" in fields else fields.get("retry")
    if "event" in fields:
        contracts.held_message(data)
    return Message(fields.get("id", ""), fields.get("event", ""), data, comment=not fields)


class NetworkSocket:
    """As little of a WebSocket client (RFC 6455) as the tests need."""

    def __init__(self, site: Site, path: str, headers: dict[str, str]) -> None:
        self.line = socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE)
        self.held = contracts.held_sky_frame if path.startswith("/ws/cosmos") else contracts.held_frame
        self.read = self.line.makefile("rb")
        asked = {
            "Host": f"127.0.0.1:{site.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Version": "13",
            **headers,
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
        self.line.sendall("\r\n".join(lines).encode())
        self.status = int(self.read.readline().split()[1])
        while self.read.readline().strip():
            pass

    def frame(self) -> dict[str, Any] | int:
        """The next frame, or the code with which the server closes."""
        while True:
            kind, length = self.read.read(2)
            if length >= 126:
                length = int.from_bytes(self.read.read(2 if length == 126 else 8))
            body = self.read.read(length)
            if kind & 0x0F == 8:
                return int.from_bytes(body[:2])
            if kind & 0x0F == 1:
                found: dict[str, Any] = json.loads(body)
                return self.held(found)

    def until(self, kind: str) -> dict[str, Any]:
        while True:
            frame = self.frame()
            assert isinstance(frame, dict), f"closed with {frame}"
            if frame["type"] == kind:
                return frame

    def say(self, frame: dict[str, Any]) -> None:
        self.send(json.dumps(frame).encode())

    def send(self, body: bytes, *, first: int = 0x81) -> None:
        """One frame; its first byte says that it is a whole text, unless it is told otherwise."""
        mask = os.urandom(4)
        if len(body) < 126:
            length = bytes([0x80 | len(body)])
        elif len(body) < 1 << 16:
            length = bytes([0x80 | 126]) + len(body).to_bytes(2)
        else:
            length = bytes([0x80 | 127]) + len(body).to_bytes(8)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(body))
        self.line.sendall(bytes([first]) + length + mask + masked)

    def close(self) -> None:
        self.read.close()
        self.line.close()


def code_of(client: NetworkSocket) -> int:
    """With which the server closes, whatever it says before."""
    while isinstance(code := client.frame(), dict):
        pass
    client.close()
    return code
