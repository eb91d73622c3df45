"""Starting our own programs as a person would: in a process of their own, with nothing of the shell's settings."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Final

from tests.kleene_site.forks import FOLDER, ORIGINS, Fork, origins_folder

PATIENCE: Final = 180.0  # seconds
ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "KLEENE_",
    "WEB_CONCURRENCY",
    "DATABASE_",
    "REDIS_URL",
    "SECRET_KEY",
    "DEBUG",
    "ALLOWED_HOSTS",
    "EMAIL_",
    "DJANGO_",
    "NARRATOR_",
    "LIKENESS_",
    "HOST",
    "PORT",
    "PYTEST_",
    "SLIPCOVER_",
)

CHOSEN: dict[str, str] = {}  # which server, where a test is for both


def environment(data: Path, **settings: str) -> dict[str, str]:
    """Of one process under the server that a test's `server` names, unless `settings` say otherwise."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    inherited[FOLDER] = str(origins_folder())
    return inherited | {"KLEENE_DATA": str(data), "PYTHONUNBUFFERED": "1", "WEB_CONCURRENCY": "1"} | CHOSEN | settings


def python(*words: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def forked(*words: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The same in a fifth of the time: for what is not about the start itself."""
    return ORIGINS.run(words, env, PATIENCE)


def forked_for_settings(*words: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """For what reads or refuses settings, and ends: every fork reads them anew, so it needs no site that was loaded with them."""
    return ORIGINS.run(words, env, PATIENCE, loaded={"WEB_CONCURRENCY": "1"})


def heard(*words: str, env: Mapping[str, str]) -> Fork:
    """A program that begins; what it says and complains of comes through its `stdout`."""
    said, out = os.pipe()
    with os.fdopen(out, "wb") as theirs:
        program = ORIGINS.fork(words, env, theirs, theirs)
    program.stdout = os.fdopen(said)
    return program


def site(env: Mapping[str, str], log: IO[bytes]) -> Fork:
    """A server that begins to serve; what it says goes to `log`."""
    return ORIGINS.fork(["manage.py", "serve"], env, log, log)


def manage(*words: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return forked("manage.py", *words, env=env)
