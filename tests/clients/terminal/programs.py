"""The terminal client as a process of its own, spoken to through pipes or on a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kleene_play.texts import SEQUENCES

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
        self.process, self.said = process, list[str]()

    def enter(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def until(self, words: str) -> str:
        """The next line with these words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if words in line:
                return self.said[-1]
        raise AssertionError(f"it ended without {words!r}: {self.said}")

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


class Terminal:
    """A client on a pseudo-terminal, which shows nothing of what is typed by itself."""

    def __init__(self, process: subprocess.Popen[bytes], line: int) -> None:
        self.process, self._line = process, line
        self._unread = ""

    def type(self, keys: str) -> None:
        os.write(self._line, keys.encode())

    def until(self, words: str) -> str:
        """All that came up to these words, without what moves the cursor, and with single spaces."""
        read = b""
        while words not in (so_far := plain(self._unread + read.decode(errors="ignore"))):
            assert select.select([self._line], [], [], 60)[0], f"no {words!r} in {so_far}"
            try:
                read += os.read(self._line, 65536)
            except OSError:  # it has ended
                raise AssertionError(f"it ended without {words!r}: {so_far}") from None
        before, found, self._unread = so_far.partition(words)
        return before + found


def plain(text: str) -> str:
    return " ".join(SEQUENCES.sub(" ", text).split())


@contextmanager
def terminal(home: Path, *words: str, size: tuple[int, int] = (24, 80), **more: str) -> Iterator[Terminal]:
    """`size` is rows and columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    silent = termios.tcgetattr(theirs)
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(theirs, termios.TCSANOW, silent)
    with subprocess.Popen(
        [*COMMAND, *words],
        cwd=home,
        env=environment(home, TERM="xterm-256color", **more),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            yield Terminal(process, ours)
        finally:
            process.kill()
            os.close(ours)
