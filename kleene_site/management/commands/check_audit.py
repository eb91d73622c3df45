"""Tell whether an export of the audit is as it was written."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common.json_lines import NoJsonLines, Unreadable
from common.progress import progress_on
from kleene_site.audit.checking import check_audit


class Command(BaseCommand):
    help = (
        "Read an export of the audit to its end, and compare every line and every checksum. Exits with 1 at the first line"
        " that differs. Needs no database. Compare the last seal that it prints with the one that export_audit printed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            heard = progress_on(sys.stderr, total=file.stat().st_size, what="bytes")
            checked = check_audit(file, heard=heard)
        except (NoJsonLines, Unreadable, OSError) as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"{file} is whole: {checked.rows} rows, made at {checked.header['made_at']}.")
        self.stdout.write(f"Last seal: {checked.seal}")
