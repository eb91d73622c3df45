"""A served Kleene of a benchmark's own: production mode, limits out of the way, a database that is dropped at the end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.harness import proc
from tests.kleene_site.databases import prepared_database
from tests.kleene_site.programs import ROOT, environment, forked
from tests.ready_made import ready_made_file, ready_static
from tests.worlds.feed.redis_of_our_own import OwnRedis

RUNNING: Final = "BENCHMARK_SITE"  # the file of a site that serves already, for many short runs in a row
PATIENCE: Final = 90.0  # seconds for a start and for an end
OFTEN: Final = "100000000/minute"
RATES: Final = (
    "RATE_INPUT",
    "RATE_AGENT_INPUT",
    "RATE_CHAT",
    "RATE_AGENT_CHAT",
    "RATE_CONNECT",
    "RATE_RESUME",
    "RATE_START",
    "RATE_IMPROVISE",
    "RATE_HEARTBEAT",
)
ROOM: Final = {"STREAMS_PER_USER": "100", "WS_STRANGERS": "10000", "WORLDS_PER_HOST": "100000"}


@dataclass(frozen=True, slots=True)
class Seat:
    """One player as a client knows them; ids are short ones, and a game alone has no world."""

    token: str
    user_id: str
    session_id: str
    world_id: str = ""


class Site:
    """One site with all its processes. `database_url` is empty on the embedded database."""

    def __init__(self, folder: Path, database_url: str, redis_url: str, **settings: str) -> None:
        self.port, self.database_url, self.folder = free_port(), database_url, folder
        where = {"DATABASE_URL": database_url, "REDIS_URL": redis_url} if database_url else {}
        if database_url:
            where["WEB_CONCURRENCY"] = str(min(4, os.cpu_count() or 1))  # as `serve` chooses by itself
        self.env = environment(
            folder,
            PORT=str(self.port),
            DEBUG="0",
            SECRET_KEY="k" * 50,
            KLEENE_HTTPS="0",
            DJANGO_SETTINGS_MODULE="kleene_site.settings",
            **dict.fromkeys(RATES, OFTEN),
            **ROOM,
            **where,
            **settings,
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pids(self) -> list[int]:
        assert self._process is not None
        return proc.with_children(self._process.pid)

    def seats(self, *groups: str) -> list[list[list[Seat]]]:
        """Players for each group: `8x2` is 8 worlds of 2, `16` is 16 games alone (in one list)."""
        done = forked("-m", "benchmarks.harness.seats", *groups, env=self.env)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        made = json.loads(done.stdout.splitlines()[-1])
        return [[[Seat(**seat) for seat in world] for world in group] for group in made]

    def collect_static(self) -> None:
        """What pages need, before the start."""
        shutil.copytree(ready_static(), self.folder / "static", dirs_exist_ok=True)

    def start(self) -> None:
        with (self.folder / "site.log").open("ab") as log:
            self._logged = log.tell()
            words = [sys.executable, "manage.py", "serve"]
            self._process = subprocess.Popen(words, cwd=ROOT, env=self.env, stdout=log, stderr=log)  # noqa: S603 - our own
        self._await_ready()

    def stop(self) -> None:
        """As an operator would; what does not leave in time is killed."""
        if self._process is None:
            return
        leader, everybody = self._process, self.pids
        self._process = None
        leader.send_signal(signal.SIGTERM)
        try:
            leader.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            for pid in everybody:
                os.kill(pid, signal.SIGKILL)
            leader.wait()

    def server_errors(self) -> list[str]:
        lines = (self.folder / "site.log").read_text(errors="replace").splitlines()
        return [line for line in lines if '"level": "error"' in line or "Traceback" in line]

    def describe(self) -> dict[str, Any]:
        """What a RunningSite is made of."""
        where = {"port": self.port, "database_url": self.database_url, "folder": str(self.folder)}
        return where | {"env": self.env, "pid": self.pids[0]}

    def _await_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        log = self.folder / "site.log"
        while b"is ready" not in log.read_bytes()[self._logged :]:
            assert self._process is not None
            assert self._process.poll() is None, log.read_text()[-4000:]
            assert time.monotonic() < deadline, "the site never came up"
            time.sleep(0.05)


class RunningSite(Site):
    """One that somebody else has started, and will stop."""

    def __init__(self, described: Mapping[str, Any]) -> None:
        self.port, self.database_url, self.env = described["port"], described["database_url"], described["env"]
        self.folder, self._leader = Path(described["folder"]), described["pid"]

    @property
    def pids(self) -> list[int]:
        return proc.with_children(self._leader)

    def collect_static(self) -> None:
        """Done before it was started."""

    def start(self) -> None:
        """It serves."""

    def stop(self) -> None:
        """It serves whoever is next."""


@contextmanager
def postgresql_site(**settings: str) -> Iterator[Site]:
    """Not started yet, so that seats can be made first; with Redis, and as many processes as cores. It has no static files.

    Where RUNNING names one, that is served from.
    """
    if RUNNING in os.environ:
        yield RunningSite(json.loads(Path(os.environ[RUNNING]).read_text()))
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="kleene-bench-")))
        url = stack.enter_context(prepared_database())
        redis = OwnRedis(folder)
        redis.start()
        stack.callback(redis.stop)
        yield from _stopping(Site(folder, url, redis.url, **settings))


@contextmanager
def embedded_site(**settings: str) -> Iterator[Site]:
    """On SQLite, in one process; not started yet."""
    with TemporaryDirectory(prefix="kleene-bench-") as made:
        folder = Path(shutil.copytree(ready_made_file(), Path(made) / "data"))
        yield from _stopping(Site(folder, "", "", **settings))


def _stopping(site: Site) -> Iterator[Site]:
    try:
        yield site
    finally:
        site.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def as_json(groups: list[list[list[Seat]]]) -> list[Any]:
    return [[[asdict(seat) for seat in world] for world in group] for group in groups]
