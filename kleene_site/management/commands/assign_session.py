"""Give a game of an imported world to an account."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from common.errors import KleeneError
from common.ids import lookup
from profiles.models import User
from profiles.services.placeholders import is_placeholder
from worlds.models import GameSession
from worlds.services.moving.assigning import assign_session
from worlds.services.moving.errors import MoveRefused


class Command(BaseCommand):
    help = (
        "Give a game of an imported world to an account: with its place there, and the world itself if it hosted it. The"
        " player goes on where the game stands; it never counts on boards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("session", metavar="SESSION", help="the game's id (ses_...) or UUID")
        parser.add_argument("account", metavar="ACCOUNT", help="the account's user name, its id (usr_...) or UUID")

    def handle(self, *args: object, session: str, account: str, **options: object) -> None:
        game = GameSession.objects.filter(**lookup(session, "ses")).values_list("pk", flat=True).first()
        user = (
            User.objects.filter(username__iexact=account).first()
            or User.objects.filter(**lookup(account, "usr")).first()
        )
        if game is None or user is None:
            raise CommandError(f"There is no {'game' if game is None else 'account'} with this id.")
        try:
            assigned = assign_session(session_id=game, user_id=user.pk, is_placeholder=is_placeholder)
        except MoveRefused as refusal:
            raise CommandError(str(refusal)) from None
        except KleeneError as refusal:
            raise CommandError(refusal.message) from None
        self.stdout.write(f"{assigned.short_id} is {user.username}'s now.")
