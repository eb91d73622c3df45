"""Restore a backup of a whole installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kleene_site.backup.errors import BackupError
from kleene_site.backup.service import restore


class Command(BaseCommand):
    help = (
        "Put a file that `backup` wrote in the place of the database's content, and migrate it. Stop the site first. The file is"
        " checked whole before anything is written."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument(
            "--replace", action="store_true", help="also where there are games or accounts, which are lost then"
        )

    def handle(self, *args: object, file: Path, replace: bool, **options: object) -> None:
        try:
            manifest = restore(file, replaces=replace)
        except (BackupError, OSError) as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(
            f"Restored the backup of {manifest.made_at}. Check it: manage.py doctor, manage.py verify_world ID."
        )
