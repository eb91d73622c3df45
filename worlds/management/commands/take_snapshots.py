"""Take snapshots of worlds now; the worker does the same as worlds grow."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from common.ids import lookup
from worlds.models import SharedWorld, Snapshot
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.world_differences import Differs, sentence_of
from worlds.services.snapshots.taking import take_world_snapshot

Reason = Snapshot.Reason


class Command(BaseCommand):
    help = (
        "Replay a world, or every world, from its newest snapshot, and keep the state that its log comes to. Run it with"
        " --before-upgrade before you install another version. Exits with 1 if a log does not match."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("world", metavar="ID", nargs="?", help="the world's id (wld_...) or UUID")
        parser.add_argument("--all", action="store_true", dest="is_all", help="every world that this version can read")
        parser.add_argument("--before-upgrade", action="store_true", help="say so in the snapshots")

    def handle(
        self,
        *args: object,
        world: str | None,
        is_all: bool,
        before_upgrade: bool,
        **options: object,
    ) -> None:
        if (world is None) != is_all:
            raise CommandError("Name a world, or give --all.")
        worlds = SharedWorld.objects.current() if world is None else SharedWorld.objects.filter(**lookup(world, "wld"))
        listed = list(worlds.order_by("created_at").only("short_id"))
        if world is not None and not listed:
            raise CommandError("There is no world with this id.")
        reason = Reason.UPGRADE if before_upgrade else Reason.DEMAND
        differing = [one for one in listed if not self._is_taken(one, reason)]
        if differing:
            raise CommandError(f"{len(differing)} of {len(listed)} worlds differ from their logs")

    def _is_taken(self, world: SharedWorld, reason: str) -> bool:
        try:
            row = take_world_snapshot(world_id=world.pk, reason=reason)
        except Differs as differs:
            self.stderr.write(f"{world.short_id}: {sentence_of(differs.difference)}")
            return False
        except IncompatibleVersion as refusal:
            self.stderr.write(f"{world.short_id}: {refusal.message}")
            return False
        self.stdout.write(f"{world.short_id}: snapshot of record {row.number}, {row.snapshot_hash}")
        return True
