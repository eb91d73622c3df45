"""The terminal client as a process of its own, spoken to through pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.kleene_site.programs import PATIENCE, ROOT

CLIENTS = ROOT / "clients"
COMMAND = (sys.executable, "-m", "kleene_play")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Of somebody who has never played, at `home`."""
    inherited = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    folders = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    paths = os.pathsep.join(str(CLIENTS / each) for each in ("terminal", "python"))
    return {**inherited, **folders, "PYTHONPATH": paths, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", **more}


def piped(home: Path, *words: str, lines: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A whole run whose lines are known before."""
    return subprocess.run(
        [*COMMAND, *words],
        cwd=home,
        env=environment(home, **more),
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


class Pipes:
    """A running client: what it is told, and what it says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def enter(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def until(self, words: str) -> str:
        """The next line with these words."""
        assert self.process.stdout is not None
        before = []
        for line in self.process.stdout:
            before.append(line)
            if words in line:
                return line.rstrip("\n")
        raise AssertionError(f"it ended without {words!r}: {''.join(before)}")

    def end(self) -> int:
        """Its exit code after the last line."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(PATIENCE)


@contextmanager
def pipes(home: Path, *words: str, **more: str) -> Iterator[Pipes]:
    with subprocess.Popen(
        [*COMMAND, *words],
        cwd=home,
        env=environment(home, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield Pipes(process)
        finally:
            process.kill()
