"""Play a world's whole log again, or that of every world, and compare everything that is stored."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Sum

from common.errors import NotFound
from common.ids import lookup
from common.progress import progress_on
from worlds.management.shared_work import sentence_on, verify_all
from worlds.models import SharedWorld
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.world_verification import newest_start, verify_world

NEWEST = "newest"


class Command(BaseCommand):
    help = (
        "Replay a world from its records and compare every record, the world, its games, its places, its snapshots and the"
        " events that follow from records with what comes out; check that no event is missing or altered. Exits with 1 at"
        " the first difference; of several worlds, once all are read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("world", metavar="ID", nargs="?", help="the world's id (wld_...) or UUID")
        parser.add_argument("--all", action="store_true", dest="is_all", help="every world that this version can read")
        parser.add_argument(
            "--since",
            metavar="SNAPSHOT",
            help="begin at a snapshot, by the number of its record or 'newest': quicker, and believes what came before",
        )
        parser.add_argument("--processes", type=int, default=1, help="processes that share the worlds of --all")

    def handle(
        self,
        *args: object,
        world: str | None,
        is_all: bool,
        since: str | None,
        processes: int,
        **options: object,
    ) -> None:
        if (world is None) != is_all:
            raise CommandError("Name a world, or give --all.")
        if not 1 <= processes <= 64:
            raise CommandError("--processes must be from 1 to 64.")
        if world is not None:
            self._verify_one(world, since)
        else:
            self._verify_all(since, processes)

    def _verify_one(self, world: str, since: str | None) -> None:
        found = SharedWorld.objects.filter(**lookup(world, "wld")).only("short_id", "record_seq").first()
        if found is None:
            raise CommandError("There is no world with this id.")
        progress = progress_on(sys.stderr, total=found.record_seq, what="records")
        try:
            verification = verify_world(world_id=found.pk, since=_start(found, since), heard=progress)
        except (IncompatibleVersion, NotFound) as refusal:
            raise CommandError(refusal.message) from None
        sentence = sentence_on(found.short_id, verification)
        if not verification["ok"]:
            raise CommandError(sentence)
        self.stdout.write(sentence)

    def _verify_all(self, since: str | None, processes: int) -> None:
        if since not in (None, NEWEST):
            raise CommandError("With --all, --since can only be 'newest'.")
        worlds = SharedWorld.objects.readable()
        total = worlds.aggregate(records=Sum("record_seq"))["records"] or 0
        progress, read, differing = progress_on(sys.stderr, total=total, what="records"), 0, 0
        listed = list(worlds.order_by("created_at").values_list("pk", "short_id"))
        for verdict in verify_all(listed, is_quick=since == NEWEST, processes=processes):
            (self.stdout if verdict.ok else self.stderr).write(verdict.sentence)
            read, differing = read + verdict.records, differing + (not verdict.ok)
            progress(read)
        if differing:
            raise CommandError(f"{differing} of {len(listed)} worlds differ from their logs")
        self.stdout.write(f"{len(listed)} {'world' if len(listed) == 1 else 'worlds'} verified")


def _start(world: SharedWorld, since: str | None) -> int | None:
    """Raises NotFound for what cannot be a snapshot."""
    if since is None:
        return None
    if since == NEWEST:
        return newest_start(world_id=world.pk)
    if not (since.isascii() and since.isdecimal()):
        raise NotFound("A snapshot is named by the number of its record, or 'newest'.")
    return int(since)
