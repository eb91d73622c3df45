"""Play a world's whole log again and compare everything that it has stored."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from common.ids import lookup
from common.progress import progress_on
from worlds.models import SharedWorld
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.world_differences import sentence_of
from worlds.services.games.world_verification import verify_world


class Command(BaseCommand):
    help = (
        "Replay a world from its records and compare every record, the world, its games, its places and the events that follow"
        " from records with what comes out; check that no event is missing or altered. Exits with 1 at the first difference."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("world", metavar="ID", help="the world's id (wld_...) or UUID")

    def handle(self, *args: object, world: str, **options: object) -> None:
        found = SharedWorld.objects.filter(**lookup(world, "wld")).only("short_id", "record_seq").first()
        if found is None:
            raise CommandError("There is no world with this id.")
        progress = progress_on(sys.stderr, total=found.record_seq, what="records")
        try:
            verification = verify_world(world_id=found.pk, heard=progress)
        except IncompatibleVersion as refusal:
            raise CommandError(refusal.message) from None
        if verification["first_difference"] is not None:
            raise CommandError(f"{found.short_id}: {sentence_of(verification['first_difference'])}")
        records, events = verification["records"], verification["events"]
        self.stdout.write(f"{found.short_id}: verified up to record {records} and event {events}")
