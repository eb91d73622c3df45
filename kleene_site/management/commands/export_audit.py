"""Write the audit into a file: every append-only row, or those of a world or of some days."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import UTC, date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common.json_lines import write_json_lines
from common.progress import count_on
from kleene_site.audit.asked import Asked, UnknownPlace, day, world_called
from kleene_site.audit.exporting import AuditExport


class Command(BaseCommand):
    help = (
        "Write every append-only row into one new file of compressed JSON lines, with checksums, also while the site is"
        " served. It holds no words of people, but hashes of them. check_audit tells later whether a file was changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--world", metavar="ID", help="only what is of one world (wld_... or UUID)")
        parser.add_argument("--from", dest="since", metavar="DATE", help="the first day (UTC), as 2026-01-31")
        parser.add_argument("--to", dest="until", metavar="DATE", help="the last day")
        parser.add_argument("--file", type=Path, help="the file to write (default: kleene-audit-DATE.jsonl.gz here)")

    def handle(
        self,
        *args: object,
        world: str | None,
        since: str | None,
        until: str | None,
        file: Path | None,
        **options: object,
    ) -> None:
        try:
            asked = Asked(world=world_called(world) if world else None, since=_day(since), until=_day(until))
        except UnknownPlace as nothing:
            raise CommandError(str(nothing)) from None
        target = file or Path(f"kleene-audit-{datetime.now(UTC):%Y%m%d-%H%M%S}.jsonl.gz")
        export = AuditExport.of(asked)
        try:
            write_json_lines(target, export.header, export.rows(heard=count_on(sys.stderr, what="rows")))
        except FileExistsError:
            raise CommandError(f"{target} already exists, and an export never overwrites a file.") from None
        except OSError as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"Exported {export.count} rows to {target}.")
        self.stdout.write(f"Last seal: {export.seal}")


def _day(text: str | None) -> date | None:
    found = day(text) if text else None
    if text and found is None:
        raise CommandError(f"{text} is no date. Write it as 2026-01-31.")
    return found
