"""Processes of ours forked from one that has loaded what others wrote, and our rules: that is half of what a start takes.

No settings yet, and no module of ours that reads the environment: each fork has its own, as if it had been started.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import runpy
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import IO, Any, Final, NoReturn

ROOT: Final = Path(__file__).resolve().parents[2]
LOADED: Final = (
    *("csp.constants", "django.core.management", "django.db.models", "django.forms", "django.http", "django.template"),
    *("django.templatetags.static", "django.urls", "drf_spectacular", "environ", "httpx", "limits", "orjson"),
    *("PIL.Image", "psycopg", "psycopg_pool", "pydantic", "re2", "redis.asyncio", "rich.console", "snowballstemmer"),
    *("structlog", "yaml", "worlds.event_types.catalogue", "worlds.rules.checking", "worlds.rules.turns"),
)


class Forks:
    """Forks one process after another; of two threads that ask at once, one is told that it is taken."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._origin: subprocess.Popen[str] | None = None

    def run(
        self, words: Sequence[str], env: Mapping[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str] | None:
        """Python with these words (a file, or `-c` and lines, or `-m` and a module) in this environment alone; None while it is taken."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._forked(words, env, timeout)
        finally:
            self._lock.release()

    def _forked(self, words: Sequence[str], env: Mapping[str, str], timeout: float) -> subprocess.CompletedProcess[str]:
        origin = self._started()
        assert origin.stdin is not None
        assert origin.stdout is not None
        print(json.dumps([list(words), dict(env)]), file=origin.stdin, flush=True)
        if not select.select([origin.stdout], [], [], timeout)[0]:
            self._end()
            raise subprocess.TimeoutExpired(list(words), timeout)
        code, out, complaints = json.loads(origin.stdout.readline())
        return subprocess.CompletedProcess(list(words), code, out, complaints)

    def _started(self) -> subprocess.Popen[str]:
        if self._origin is None:
            command = [sys.executable, "-m", __name__]
            self._origin = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
            )
            atexit.register(self._end)
        return self._origin

    def _end(self) -> None:
        if self._origin is None:
            return
        os.killpg(self._origin.pid, 9)
        self._origin.wait()
        for pipe in (self._origin.stdin, self._origin.stdout):
            assert pipe is not None
            pipe.close()
        self._origin = None
        atexit.unregister(self._end)


FORKS: Final = Forks()


def main() -> None:
    for name in LOADED:
        importlib.import_module(name)
    assert not any(name.startswith("kleene_site.settings") for name in sys.modules)
    for asked in sys.stdin:
        sys.stdout.write(json.dumps(forked(*json.loads(asked))) + "\n")
        sys.stdout.flush()


def forked(words: list[str], env: dict[str, str]) -> tuple[int, str, str]:
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as complaints:
        child = os.fork()
        if not child:
            become(words, env, out, complaints)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return code, told(out), told(complaints)


def become(words: list[str], env: dict[str, str], out: IO[Any], complaints: IO[Any]) -> NoReturn:
    """What is raised ends the process as it ends any, at the interpreter's own hands."""
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(out.fileno(), 1)
    os.dup2(complaints.fileno(), 2)
    os.environ.clear()
    os.environ.update(env)
    if words[0] == "-c":
        sys.argv = ["-c", *words[2:]]
        exec(compile(words[1], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - a test's own
    elif words[0] == "-m":
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words
        runpy.run_path(words[0], run_name="__main__")
    sys.exit(0)


def told(file: IO[Any]) -> str:
    file.seek(0)
    text: str = file.read()
    return text


if __name__ == "__main__":
    main()
