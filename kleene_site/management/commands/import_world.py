"""Take in a world that another installation exported."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from profiles.services.placeholders import make_placeholder
from worlds.services.moving.errors import MoveRefused
from worlds.services.moving.importing import import_world


class Command(BaseCommand):
    help = (
        "Take in a world from a file that export_world wrote. The file is read whole before anything is written, and the world"
        " is replayed before it is kept. Its games belong to accounts that nobody can sign in to, until assign_session gives"
        " them to somebody, and never count on boards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            imported = import_world(file, placeholder=make_placeholder)
        except (MoveRefused, OSError) as trouble:
            raise CommandError(str(trouble)) from None
        games = "game" if imported.games == 1 else "games"
        self.stdout.write(
            f"Imported {imported.world.short_id} with {imported.records} records and {imported.games} {games}, and verified it."
            " Give its games to players: manage.py assign_session SESSION ACCOUNT."
        )
