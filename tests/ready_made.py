"""Empty databases with every table, kept: copying one takes a blink, migrating half a minute of a busy machine."""

import fcntl
import shutil
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from tests import emptying
from tests.kleene_site.programs import ROOT, environment, manage

PREFIX: Final = "kleene_ready_"
KEPT: Final = 8
LOCK: Final = 0x4B1E_E4E0  # one process makes it, the others wait


def ready_made(server: str) -> str:
    """The name of the database to copy, made now when the migrations or the pins are new; the oldest of its kind are dropped."""
    name = PREFIX + fingerprint()
    with psycopg.connect(server, autocommit=True) as line:
        line.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        there = names(line)
        if name not in there:
            make(line, server, name)
            drop(line, there[: 1 - KEPT])  # other checkouts of this machine have other migrations
    return name


def ready_made_file() -> Path:
    """The folder of data whose SQLite file has every table, made now when the migrations or the pins are new; copy it."""
    home = ROOT / "var" / "ready"
    home.mkdir(parents=True, exist_ok=True)
    folder = home / fingerprint()
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in home.glob("*/"):
                shutil.rmtree(old, ignore_errors=True)
            migrate(home / "raw", {})
            (home / "raw").rename(folder)
    return folder


def ready_static() -> Path:
    """The folder of static files as production serves them, gathered now when one of them, or a package, is new; copy it."""
    home = ROOT / "var" / "ready_static"
    home.mkdir(parents=True, exist_ok=True)
    ours = [path for path in sorted((ROOT / "static").rglob("*")) if path.is_file()]
    names = " ".join(str(path.relative_to(ROOT)) for path in ours)
    content = content_of([ROOT / "requirements.txt", ROOT / "kleene_site" / "page_files.py", *ours])
    folder = home / digest(names.encode() + content)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in home.glob("*/"):
                shutil.rmtree(old, ignore_errors=True)
            env = environment(home / "raw", DEBUG="0", SECRET_KEY="k" * 50)
            done = manage("collectstatic", "--noinput", "--verbosity=0", env=env)
            assert done.returncode == 0, done.stderr
            (home / "raw" / "static").rename(folder)
    return folder


def fingerprint() -> str:
    parts = [
        ROOT / "requirements.txt",
        Path(emptying.__file__),
        *sorted(ROOT.glob("*/migrations/*.py")),
        *sorted(ROOT.glob("*/*/migrations/*.py")),
    ]
    return digest(content_of(parts))


def content_of(files: list[Path]) -> bytes:
    return b"".join(file.read_bytes() for file in files)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]


def names(line: psycopg.Connection) -> list[str]:
    """The oldest first."""
    found = line.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [PREFIX])
    return [str(row[0]) for row in found]


def make(line: psycopg.Connection, server: str, name: str) -> None:
    """Under another name until it is whole, so that a run that was stopped leaves nothing to trust."""
    raw = f"{PREFIX}raw"
    line.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(raw)))
    line.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(raw)))
    with tempfile.TemporaryDirectory() as data:
        migrate(Path(data), {"DATABASE_URL": f"{server.rpartition('/')[0]}/{raw}"})
        add_functions(f"{server.rpartition('/')[0]}/{raw}")
    line.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(raw), sql.Identifier(name)))


def add_functions(database: str) -> None:
    with psycopg.connect(database) as line:
        found = line.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
        )
        for function in emptying.functions([str(name) for (name,) in found]):
            line.execute(function.encode())


def migrate(data: Path, where: dict[str, str]) -> None:
    done = manage("migrate", "--verbosity=0", env=environment(data, **where))
    assert done.returncode == 0, done.stderr


def drop(line: psycopg.Connection, names: list[str]) -> None:
    for name in names:
        with suppress(psycopg.errors.ObjectInUse):  # another checkout copies it at this moment
            line.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
