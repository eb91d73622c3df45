"""Check everything that a world has logged against its seals."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from common.ids import lookup
from worlds.models import SharedWorld
from worlds.services import events
from worlds.services.games import world_log


class Command(BaseCommand):
    help = (
        "Check that no record and no event of a world is missing or altered, and that its rows say what the records led to."
        " Exits with 1 and the first that is not so. Turns are not played again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("world", metavar="ID", help="the world's id (wld_...) or UUID")

    def handle(self, *args: object, world: str, **options: object) -> None:
        found = SharedWorld.objects.filter(**lookup(world, "wld")).only("short_id", "event_seq", "record_seq").first()
        if found is None:
            raise CommandError("There is no world with this id.")
        fault = world_log.first_fault(world_id=found.pk)
        if fault is not None:
            raise CommandError(f"{found.short_id}: record {fault.record} {fault.why}")
        broken = events.first_broken(world_id=found.pk)
        if broken is not None:
            raise CommandError(f"{found.short_id}: event {broken} is missing or was altered")
        self.stdout.write(f"{found.short_id}: verified up to record {found.record_seq} and event {found.event_seq}")
