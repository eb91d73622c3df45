"""Bring back lost critical items now, in some worlds or in all open ones; turns do the same at every tick."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from common.errors import KleeneError
from common.ids import lookup
from worlds.models import SharedWorld
from worlds.services.critical_items.recoveries import kept_recoveries, recovery_told
from worlds.services.critical_items.requested_maintenance import run_maintenance


class Command(BaseCommand):
    help = "Bring back the critical items that nobody can have any more: in the worlds that are named, else in all open ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("worlds", metavar="ID", nargs="*", help="a world's id (wld_...) or UUID")

    def handle(self, *args: object, worlds: list[str], **options: object) -> None:
        chosen = [world_named(each) for each in worlds] or SharedWorld.objects.open().only("short_id").order_by("pk")
        brought = sum(self.keep(world) for world in list(chosen))
        self.stdout.write(f"{brought} {'item' if brought == 1 else 'items'} brought back")

    def keep(self, world: SharedWorld) -> int:
        try:
            record = run_maintenance(world_id=world.pk)
        except KleeneError as refusal:  # the other worlds come first
            self.stderr.write(f"{world.short_id}: {refusal.message}")
            return 0
        rows = list(kept_recoveries(world_id=world.pk).filter(world_seq=record)) if record is not None else []
        for told in map(recovery_told, reversed(rows)):
            self.stdout.write(f"{world.short_id}: {told['item_id']}, {told['reason']}, to {told['restored_to']}")
        return len(rows)


def world_named(given: str) -> SharedWorld:
    found = SharedWorld.objects.filter(**lookup(given, "wld")).only("short_id").first()
    if found is None:
        raise CommandError(f"There is no world with the id {given}.")
    return found
