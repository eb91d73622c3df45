"""Installs a peer's packages into a folder of their own, and starts what is there."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.harness import proc

PATIENCE: Final = 240.0  # seconds for an installation
HERE: Final = Path(__file__).parent


class NotInstalled(Exception):
    """The message says why a peer's row stays open."""


def npm_packages(folder: Path, *packages: str) -> None:
    """Raises NotInstalled."""
    if all((folder / "node_modules" / package).exists() for package in packages):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NotInstalled("npm is missing")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}')
    _run([npm, "install", "--no-audit", "--no-fund", *packages], folder)


def python_packages(folder: Path, *packages: str) -> Path:
    """The environment's Python. Raises NotInstalled."""
    python = folder / "venv" / "bin" / "python"
    whole = folder / "installed"
    if not whole.exists() or whole.read_text() != " ".join(packages):
        venv.create(folder / "venv", with_pip=True)
        _run([str(python), "-m", "pip", "install", "--quiet", *packages], folder)
        whole.write_text(" ".join(packages))
    return python


def node_script(folder: Path, name: str) -> list[str]:
    """Beside its packages, where Node looks for them."""
    shutil.copy(HERE / name, folder / name)
    return ["node", str(folder / name)]


def own_script(name: str) -> list[str]:
    return [sys.executable, str(HERE / name)]


def _run(words: Sequence[str], folder: Path) -> None:
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603 - our own
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise NotInstalled(f"not installed: {type(trouble).__name__}") from trouble
    if done.returncode:
        raise NotInstalled(f"not installed: {(done.stderr.strip() or done.stdout.strip()).splitlines()[-1][:120]}")


class Program:
    """One server that listens on the loopback until it is stopped."""

    def __init__(self, words: Sequence[str], port: int, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._log = (folder / "log").open("ab")
        self._process = subprocess.Popen(words, cwd=folder, stdout=self._log, stderr=self._log)  # noqa: S603 - our own
        deadline = time.monotonic() + 60
        while not listens(port):
            assert self._process.poll() is None, (folder / "log").read_text()[-2000:]
            assert time.monotonic() < deadline, "it never listened"
            time.sleep(0.05)

    @property
    def pids(self) -> list[int]:
        return proc.with_children(self._process.pid)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._log.close()


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
    except OSError:
        return False
    return True
