"""The embedded database is copied by SQLite itself."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from django.db import connection

from kleene_site.backup.archive import pieces_of
from kleene_site.backup.errors import BackupDamaged, ToolFailed

PATIENCE: Final = 30.0  # seconds for a writer to be done
PAGES: Final = 4096  # at once; a writer meanwhile makes it begin anew


def dump_database() -> Iterator[bytes]:
    """One moment of the database, piece by piece, while it is served. Raises ToolFailed."""
    with tempfile.TemporaryDirectory(dir=_file().parent) as folder:
        copy = Path(folder) / "copy.sqlite3"
        with _open(_file()) as database, _open(copy) as target:
            try:
                database.execute("BEGIN")
                database.execute("SELECT 1 FROM sqlite_master")  # one moment from here on, however long it takes
                database.backup(target, pages=PAGES)
            except sqlite3.Error as trouble:
                raise ToolFailed(f"SQLite: {trouble}.") from None
        with copy.open("rb") as stream:
            yield from pieces_of(stream)


def restore_database(pieces: Iterable[bytes]) -> None:
    """Replace everything in the database, or nothing. Raises BackupDamaged, ToolFailed."""
    with tempfile.TemporaryDirectory(dir=_file().parent) as folder:
        copy = Path(folder) / "copy.sqlite3"
        with copy.open("wb") as stream:
            stream.writelines(pieces)
        with _open(copy) as source:
            _require_sound(source)
            connection.close()
            with _open(_file()) as database:
                try:
                    source.backup(database)
                except sqlite3.Error as trouble:
                    raise ToolFailed(f"SQLite: {trouble}.") from None


def _require_sound(source: sqlite3.Connection) -> None:
    source.create_function("REGEXP", 2, _matches)  # some columns are checked by it, as Django has it
    try:
        [(verdict,)] = source.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.Error as trouble:
        raise BackupDamaged(f"SQLite: {trouble}.") from None
    if verdict != "ok":
        raise BackupDamaged(f"SQLite: {verdict}.")


def _matches(pattern: str, text: object) -> bool:
    return re.search(pattern, str(text)) is not None


def _open(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=PATIENCE))


def _file() -> Path:
    return Path(connection.settings_dict["NAME"])
