"""The file that a backup is: a zip with the database and a manifest, which says what it is and what it must hash to."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

from kleene_site.backup.errors import BackupDamaged, BackupForeign

FORMAT: Final = "kleene-backup"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
DATABASE: Final = "database"
PIECE: Final = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`made_at` is UTC, ISO 8601; `kind` is the database's vendor; `migrations` are those applied, as `app.name`, sorted."""

    made_at: str
    kind: str
    engine_version: str
    migrations: list[str]
    size: int
    sha256: str


def write_archive(target: Path, pieces: Iterable[bytes], **about: object) -> Manifest:
    """Write a new file, which appears under its name once it is whole. Raises FileExistsError, OSError."""
    part = target.with_name(f".{target.name}.part")
    if target.exists():
        raise FileExistsError(target)
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            manifest = _written(archive, pieces, about)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _written(archive: zipfile.ZipFile, pieces: Iterable[bytes], about: dict[str, object]) -> Manifest:
    digest, size = hashlib.sha256(), 0
    with archive.open(DATABASE, "w", force_zip64=True) as database:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            database.write(piece)
    manifest = Manifest(size=size, sha256=digest.hexdigest(), **about)  # type: ignore[arg-type]
    archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "version": VERSION, **asdict(manifest)}, indent=1))
    return manifest


def read_manifest(source: Path) -> Manifest:
    """What a backup says of itself. Raises BackupForeign, BackupDamaged, OSError."""
    with _opened(source) as archive:
        try:
            told = json.loads(archive.read(MANIFEST))
            if (told.pop("format"), told.pop("version")) != (FORMAT, VERSION):
                raise BackupForeign("This file is of another kind, or of a newer version.")
            return Manifest(**told)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise BackupForeign from None


def check_whole(source: Path, manifest: Manifest) -> None:
    """Read the database to its end, and compare what it hashes to. Raises BackupDamaged."""
    digest, size = hashlib.sha256(), 0
    for piece in read_database(source):
        digest.update(piece)
        size += len(piece)
    if (size, digest.hexdigest()) != (manifest.size, manifest.sha256):
        raise BackupDamaged("The database in it is not the one that was written.")


def read_database(source: Path) -> Iterator[bytes]:
    """The database, piece by piece. Raises BackupDamaged."""
    with _opened(source) as archive:
        try:
            with archive.open(DATABASE) as database:
                yield from pieces_of(database)
        except KeyError:
            raise BackupDamaged("There is no database in it.") from None


def pieces_of(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except zipfile.BadZipFile as trouble:
        # A checksum of the zip that differs, or no zip at all.
        raise (BackupDamaged(f"{trouble}.") if zipfile.is_zipfile(source) else BackupForeign()) from None
    except (EOFError, NotImplementedError, RuntimeError) as trouble:
        raise BackupDamaged(f"{trouble}.") from None
