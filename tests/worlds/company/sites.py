"""Our own server in processes that a test may kill, and what stands in their database afterwards."""

from __future__ import annotations

import asyncio
import re
import socket
import sqlite3
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

import psycopg

from tests.kleene_site.forks import Fork
from tests.kleene_site.programs import environment
from tests.kleene_site.programs import site as begun

PATIENCE: Final = 60.0  # seconds; no test is decided by them
LIMITS: Final = (
    "RATE_INPUT",
    "RATE_READ",
    "RATE_CHAT",
    "RATE_CONNECT",
    "RATE_REGISTER",
    "RATE_SIGN_IN",
    "RATE_SIGN_IN_ADDRESS",
)


class Site:
    """One server process at an address that it keeps when it is started again. `up` tells clients when to come."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.port = free_port()
        self.data = data
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = environment(
            data,
            PORT=str(self.port),
            **{"KLEENE_WORKER_INSIDE": "0", **dict.fromkeys(LIMITS, "1000000/minute"), **settings},
        )
        self.up = asyncio.Event()
        self._process: Fork | None = None

    @property
    def log(self) -> Path:
        return self.data / f"site-{self.port}.log"

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = begun(self.env, log)
        deadline = time.monotonic() + PATIENCE
        while not _accepts(self.port):
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, "the site never came up"
            time.sleep(0.01)
        _answers(self.port)
        self.up.set()

    def kill(self) -> None:
        """Give it no chance to do anything any more."""
        self.up.clear()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def troubles(self) -> list[str]:
        """What the log tells of mistakes of ours. (The library between us and Redis says at length that Redis is gone.)"""
        said = self.log.read_text().splitlines()
        errors = [line for line in said if "[error]" in line and "in receive task" not in line]
        return errors + [line for line in said if re.search(r" /\S+ 500 |deadlock", line)]


def rows(env: dict[str, str], query: str, *values: object) -> list[tuple[Any, ...]]:
    """What a site's database holds; `%s` stands for a value in both kinds."""
    if url := env.get("DATABASE_URL"):
        with psycopg.connect(url) as line:
            return line.execute(query.encode(), values).fetchall()
    with closing(sqlite3.connect(Path(env["KLEENE_DATA"]) / "kleene.sqlite3")) as file:
        return file.execute(query.replace("%s", "?"), [str(value) for value in values]).fetchall()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
    except OSError:
        return False
    return True


def _answers(port: int) -> None:
    """Wait for an answer: the port is listened on before the process is entered among those that serve."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as line:
        line.request("GET", "/health/live")
        line.getresponse().read()
