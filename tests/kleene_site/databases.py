"""Prepared databases for programs that tests start: each test gets one of its own."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests import machine
from tests.ready_made import ready_made, ready_made_file


@pytest.fixture(scope="session")
def embedded() -> Path:
    """A folder of data whose SQLite file has every table; copy it."""
    return ready_made_file()


@pytest.fixture
def data(embedded: Path, tmp_path: Path) -> Path:
    """A folder of data of this test's own, prepared."""
    return Path(shutil.copytree(embedded, tmp_path / "data"))


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The URL of a prepared PostgreSQL database of this test's own."""
    with prepared_database() as url:
        yield url


@contextmanager
def prepared_database() -> Iterator[str]:
    """The URL of a database with every table, dropped at the block's end."""
    server = machine.postgres().where
    template = ready_made(server)
    name = f"kleene_programs_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as line:
        line.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        # Nobody reads these after a power cut, and a kill loses nothing: the disk need not be waited for.
        line.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name)))
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
