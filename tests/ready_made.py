"""An empty database with every table, kept on the PostgreSQL server: copying it takes a blink, migrating half a minute of a busy machine."""

import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from tests.kleene_site.programs import ROOT, environment, manage

PREFIX: Final = "kleene_ready_"
LOCK: Final = 0x4B1E_E4E0  # one process makes it, the others wait


def ready_made(server: str) -> str:
    """The name of the database to copy, made now when the migrations or the pins are new; others of its kind are dropped."""
    name = PREFIX + fingerprint()
    with psycopg.connect(server, autocommit=True) as line:
        line.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        there = names(line)
        if name not in there:
            make(line, server, name)
            drop(line, there)
    return name


def fingerprint() -> str:
    parts = [
        ROOT / "requirements.txt",
        *sorted(ROOT.glob("*/migrations/*.py")),
        *sorted(ROOT.glob("*/*/migrations/*.py")),
    ]
    return sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:16]


def names(line: psycopg.Connection) -> list[str]:
    return [
        str(row[0]) for row in line.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
    ]


def make(line: psycopg.Connection, server: str, name: str) -> None:
    """Under another name until it is whole, so that a run that was stopped leaves nothing to trust."""
    raw = f"{PREFIX}raw"
    line.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(raw)))
    line.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(raw)))
    with tempfile.TemporaryDirectory() as data:
        url = f"{server.rpartition('/')[0]}/{raw}"
        done = manage("migrate", "--verbosity=0", env=environment(Path(data), DATABASE_URL=url))
    assert done.returncode == 0, done.stderr
    line.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(raw), sql.Identifier(name)))


def drop(line: psycopg.Connection, names: list[str]) -> None:
    for name in names:
        with suppress(psycopg.errors.ObjectInUse):  # another checkout copies it at this moment
            line.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
