"""Write one world into a file that another installation imports."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common.ids import lookup
from common.progress import progress_on
from worlds.models import SharedWorld
from worlds.services.moving.exporting import export_world


class Command(BaseCommand):
    help = (
        "Write everything that is kept of a world into one new file, also while it is played in: import_world takes it in"
        " elsewhere, on either kind of database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("world", metavar="ID", help="the world's id (wld_...) or UUID")
        parser.add_argument("--file", type=Path, help="the file to write (default: ID.jsonl.gz in this folder)")
        parser.add_argument(
            "--without-texts",
            action="store_true",
            help="leave out what people wrote, and their names; the world still verifies",
        )

    def handle(self, *args: object, world: str, file: Path | None, without_texts: bool, **options: object) -> None:
        found = SharedWorld.objects.filter(**lookup(world, "wld")).only("short_id", "record_seq").first()
        if found is None:
            raise CommandError("There is no world with this id.")
        target = file or Path(f"{found.short_id}.jsonl.gz")
        progress = progress_on(sys.stderr, total=found.record_seq, what="records")
        try:
            manifest = export_world(world_id=found.pk, target=target, with_texts=not without_texts, heard=progress)
        except FileExistsError:
            raise CommandError(f"{target} already exists, and an export never overwrites a file.") from None
        except OSError as trouble:
            raise CommandError(str(trouble)) from None
        records = manifest["sections"]["records"]["lines"]
        self.stdout.write(f"Exported {found.short_id} with {records} records to {target}.")
