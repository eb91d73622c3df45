"""End worlds in which nothing has happened for WORLD_ARCHIVE_DAYS; the worker does the same every hour."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from worlds.services.membership.archiving import archive_idle


class Command(BaseCommand):
    help = "Archive worlds in which nothing has happened for WORLD_ARCHIVE_DAYS days. Their stories stay readable."

    def handle(self, *args: object, **options: object) -> None:
        archived = archive_idle()
        for world in archived:
            self.stdout.write(world)
        self.stdout.write(f"{len(archived)} {'world' if len(archived) == 1 else 'worlds'} archived")
