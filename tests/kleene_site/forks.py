"""Our programs, forked from a process that has loaded the whole site: four fifths of what a start takes are imports.

Each fork reads its own environment and has settings of its own, as if it had been started (tests/kleene_site/test_forks.py
compares the two). What a module makes of settings while it is imported cannot be made again: each set of values of FIXED
has an origin of its own, which serves all processes of a run of the tests.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

ROOT: Final = Path(__file__).resolve().parents[2]
ORIGIN: Final = "tests.kleene_site.fork_origin"
FIXED: Final = (
    "DATABASE_POOL",
    "KLEENE_APPEAL",
    "LIKENESS_CONCURRENCY",
    "NARRATOR_CONCURRENCY",
    "PYTHONHASHSEED",
    "WEB_CONCURRENCY",
)
NEEDED: Final = ("DATABASE_URL", "REDIS_URL")  # several processes are refused without them
FOLDER: Final = "FORK_ORIGINS"
LIFE: Final = "life"  # a pipe in that folder; its other end is held by the process that made it


class Fork:
    """A program that runs: what `subprocess.Popen` knows of one, as far as it is needed here."""

    def __init__(self, news: int) -> None:
        self._news = os.fdopen(news, "rb")
        self.pid = int(self._news.readline())
        self.returncode: int | None = None
        self.stdout: IO[str] | None = None  # what it says, where that is read

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            if not select.select([self._news], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            self.returncode = int(self._news.readline() or -signal.SIGKILL)
            self._news.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def fork(address: Path, words: Sequence[str], env: Mapping[str, str], out: IO[bytes], complaints: IO[bytes]) -> Fork:
    news, theirs = os.pipe()
    try:
        asked = json.dumps([list(words), dict(env)]).encode()
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
            line.connect(str(address))
            socket.send_fds(line, [asked], [out.fileno(), complaints.fileno(), theirs])
    finally:
        os.close(theirs)
    return Fork(news)


class Origins:
    """One for each set of values that cannot change after the imports, begun by whichever process first asks for it.

    They end, with all of their forks, when the process ends that made their folder. Safe for threads and processes.
    """

    def __init__(self) -> None:
        self._begun: list[subprocess.Popen[bytes]] = []

    def fork(
        self,
        words: Sequence[str],
        env: Mapping[str, str],
        out: IO[bytes],
        complaints: IO[bytes],
        loaded: Mapping[str, str] | None = None,
    ) -> Fork:
        """A file, or `-c` and lines, or `-m` and a module, in this environment alone. `loaded` has other values of FIXED."""
        loaded = env if loaded is None else loaded
        values = (*(loaded.get(name, "") for name in FIXED), loaded.get("DATABASE_URL", "").split(":")[0])
        address = origins_folder() / hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]
        with one_at_a_time(address.parent):
            if not answers(address):
                address.unlink(missing_ok=True)  # of one that was killed
                self._begin(address, {name: loaded[name] for name in (*FIXED, *NEEDED) if name in loaded})
        return fork(address, words, env, out, complaints)

    def _begin(self, address: Path, fixed: Mapping[str, str]) -> None:
        bare = {name: value for name, value in os.environ.items() if name in ("HOME", "PATH", "LANG")}
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asked:
            asked.bind(str(address))
            asked.listen()
            life = os.open(address.with_name(LIFE), os.O_RDONLY | os.O_NONBLOCK)
            files = [asked.fileno(), life]
            words = [sys.executable, "-m", ORIGIN, *map(str, files)]
            begun = subprocess.Popen(words, cwd=ROOT, env={**bare, **fixed}, pass_fds=files, start_new_session=True)
            self._begun.append(begun)
            os.close(life)

    def run(
        self, words: Sequence[str], env: Mapping[str, str], timeout: float, loaded: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Raises subprocess.TimeoutExpired, and then the program is killed."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
            program = self.fork(words, env, out, complaints, loaded)
            try:
                code = program.wait(timeout)
            finally:
                program.kill()
                program.wait()
            return subprocess.CompletedProcess(list(words), code, told(out), told(complaints))


def answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        return not line.connect_ex(str(address))


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def origins_folder() -> Path:
    """Of this process, or of the one that began it, as workers of the tests and forks that fork others are begun."""
    if FOLDER not in os.environ:
        made = tempfile.TemporaryDirectory(prefix="origins-")
        os.mkfifo(Path(made.name) / LIFE)
        held = os.open(Path(made.name) / LIFE, os.O_RDWR)
        atexit.register(made.cleanup)
        atexit.register(os.close, held)
        os.environ[FOLDER] = made.name
    return Path(os.environ[FOLDER])


def told(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


ORIGINS: Final = Origins()
