"""Write a backup of the whole installation into one file."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kleene_site.backup.errors import BackupError
from kleene_site.backup.service import back_up


class Command(BaseCommand):
    help = (
        "Write everything that the database holds into one new file, also while the site is served. Keep SECRET_KEY and the"
        " other settings with it: they are not in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="the file to write (default: kleene-DATE.zip in this folder)"
        )

    def handle(self, *args: object, file: Path | None, **options: object) -> None:
        target = file or Path(f"kleene-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip")
        try:
            manifest = back_up(target)
        except FileExistsError:
            raise CommandError(f"{target} already exists, and a backup never overwrites a file.") from None
        except (BackupError, OSError) as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"Backed up the {manifest.kind} database of {manifest.made_at} to {target}.")
