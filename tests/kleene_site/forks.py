"""Our programs, forked from a process that has loaded the whole site: four fifths of what a start takes are imports.

Each fork reads its own environment and has settings of its own, as if it had been started (tests/kleene_site/test_forks.py
compares the two). What a module makes of settings while it is imported cannot be made again: each set of values of FIXED
has an origin of its own.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
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


class Fork:
    """A program that runs: what `subprocess.Popen` knows of one, as far as it is needed here."""

    def __init__(self, news: int) -> None:
        self._news = os.fdopen(news, "rb")
        self.pid = int(self._news.readline())
        self.returncode: int | None = None

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


class Origin:
    """A process that others are forked from, by whoever knows its address; it ends, with all of them, when this process ends."""

    def __init__(self, address: Path, fixed: Mapping[str, str]) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asked:
            asked.bind(str(address))
            asked.listen()
            theirs, self._held = os.pipe()
            bare = {name: value for name, value in os.environ.items() if name in ("HOME", "PATH", "LANG")}
            files = [asked.fileno(), theirs]
            self._process = subprocess.Popen(
                [sys.executable, "-m", ORIGIN, *map(str, files)],
                cwd=ROOT,
                env={**bare, **fixed},
                pass_fds=files,
                start_new_session=True,
            )
            os.close(theirs)
        atexit.register(self.end)

    def end(self) -> None:
        os.close(self._held)
        self._process.wait()


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
    """One for each set of values that cannot change after the imports. Safe for threads.

    A forked program that forks others, as benchmarks do, asks the origins that there are already: FOLDER tells where.
    """

    def __init__(self) -> None:
        self._lock = Lock()

    def fork(self, words: Sequence[str], env: Mapping[str, str], out: IO[bytes], complaints: IO[bytes]) -> Fork:
        """A file, or `-c` and lines, or `-m` and a module, in this environment alone."""
        values = (*(env.get(name, "") for name in FIXED), env.get("DATABASE_URL", "").split(":")[0])
        with self._lock:
            address = origins_folder() / hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]
            if not answers(address):
                address.unlink(missing_ok=True)  # of a program that was killed
                Origin(address, {name: env[name] for name in (*FIXED, *NEEDED) if name in env})
        return fork(address, words, env, out, complaints)

    def run(self, words: Sequence[str], env: Mapping[str, str], timeout: float) -> subprocess.CompletedProcess[str]:
        """Raises subprocess.TimeoutExpired, and then the program is killed."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
            program = self.fork(words, env, out, complaints)
            try:
                code = program.wait(timeout)
            finally:
                program.kill()
                program.wait()
            return subprocess.CompletedProcess(list(words), code, told(out), told(complaints))


def answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        return not line.connect_ex(str(address))


def origins_folder() -> Path:
    """Of this process, or of the one whose fork this is."""
    if FOLDER not in os.environ:
        made = tempfile.TemporaryDirectory(prefix="origins-")
        atexit.register(made.cleanup)
        os.environ[FOLDER] = made.name
    return Path(os.environ[FOLDER])


def told(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


ORIGINS: Final = Origins()
