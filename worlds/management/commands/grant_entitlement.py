"""Give a player access to a story that asks for an entitlement, or make codes that do."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from common.errors import KleeneError
from worlds.models import Scenario
from worlds.services.stories.entitlement_codes import new_code
from worlds.services.stories.entitlements import grant_entitlement


class Command(BaseCommand):
    help = "Give a player access to a story with `access: entitled`; or print codes, of which each gives it once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scenario", help="the story's id")
        parser.add_argument("username", nargs="?", help="the player's username")
        parser.add_argument("--codes", type=int, default=0, metavar="N", help="print N codes, one on each line")
        parser.add_argument("--days", type=int, default=90, help="how long the codes can be redeemed (90)")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["username"]) == bool(options["codes"]):
            raise CommandError("Name a player, or ask for --codes.")
        if options["codes"]:
            self._print_codes(options["scenario"], amount=options["codes"], days=options["days"])
        else:
            self._grant(options["scenario"], options["username"])

    def _print_codes(self, slug: str, *, amount: int, days: int) -> None:
        scenario = Scenario.objects.filter(slug=slug).first()
        if scenario is None:
            raise CommandError(f"There is no scenario with the id {slug!r}.")
        for _ in range(amount):
            self.stdout.write(new_code(scenario=scenario, days=days))

    def _grant(self, slug: str, username: str) -> None:
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account with the username {username!r}.")
        try:
            kept = grant_entitlement(user_id=user.pk, scenario_slug=slug)
        except KleeneError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{username} may play {kept.scenario.name}.")
