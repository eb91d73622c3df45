"""Backing up and restoring a whole installation: the database holds everything but the settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from common import processes
from common.models import ProcessLease
from kleene_site.backup import archive, embedded, postgres
from kleene_site.backup.archive import Manifest
from kleene_site.backup.errors import BackupNewer, NotEmpty, OtherDatabase, StillServed
from worlds.models import StreamLease
from worlds.rules.storage import ENGINE_VERSION


def back_up(target: Path) -> Manifest:
    """Write one moment of the database into a new file, also while the site is served. Raises FileExistsError, OSError, BackupError."""
    pieces = postgres.dump_database() if connection.vendor == "postgresql" else embedded.dump_database()
    return archive.write_archive(
        target,
        pieces,
        made_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        kind=connection.vendor,
        engine_version=ENGINE_VERSION,
        migrations=sorted(_applied()),
    )


def restore(source: Path, *, replaces: bool) -> Manifest:
    """Put a backup in the place of what the database holds, and migrate it. The file is read to its end before anything is written.

    `replaces`: also where there are games or accounts. Raises BackupError, OSError; then nothing was changed.
    """
    manifest = archive.read_manifest(source)
    _require_fitting(manifest)
    archive.check_whole(source, manifest)
    _require_room(replaces=replaces)
    _put(archive.read_database(source))
    call_command("migrate", verbosity=0)
    _forget_who_served()
    return manifest


def _put(pieces: Iterator[bytes]) -> None:
    connection.close()
    if connection.vendor == "postgresql":
        postgres.restore_database(pieces)
    else:
        embedded.restore_database(pieces)


def _require_fitting(manifest: Manifest) -> None:
    if manifest.kind != connection.vendor:
        raise OtherDatabase(f"It holds {manifest.kind}, and DATABASE_URL names {connection.vendor}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(manifest.migrations) - known):
        raise BackupNewer(f"Its database has {unknown[0]}, which this version lacks.")


def _require_room(*, replaces: bool) -> None:
    if not _applied():
        return  # a database without tables
    processes.clear_the_dead()
    if processes.living_ids():
        raise StillServed("Stop it first; one that was killed on another machine counts for 15 seconds.")
    if not replaces and get_user_model().objects.exists():
        raise NotEmpty("To replace them for good, add --replace.")


def _applied() -> list[str]:
    return [f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()]


def _forget_who_served() -> None:
    """The processes and streams of the moment of the backup are not there any more."""
    StreamLease.objects.all().delete()
    ProcessLease.objects.all().delete()
