"""Play a session's log again and say whether it leads to where the session stands."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from common.errors import NotFound
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.replay import Verification, verify_game
from worlds.services.games.sessions import get_any


class Command(BaseCommand):
    help = (
        "Replay a session from its records and compare every hash; in a shared world, that world's whole log."
        " Exits with 1 at the first difference."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("session", metavar="ID", help="the session's id (ses_...) or UUID")

    def handle(self, *args: object, session: str, **options: object) -> None:
        try:
            found = get_any(session_id=session)
            self._report(found.short_id, verify_game(session=found))
        except (NotFound, IncompatibleVersion) as refusal:
            raise CommandError(refusal.message) from None

    def _report(self, name: str, verification: Verification) -> None:
        difference = verification["first_difference"]
        if difference is not None:
            raise CommandError(
                f"{name} differs at record {difference['number']} (turn {difference['turn']}): "
                f"expected {difference['path']} {difference['expected']}, found {difference['found']}"
            )
        self.stdout.write(f"{name}: verified up to turn {verification['turns']}, {verification['state_hash']}")
