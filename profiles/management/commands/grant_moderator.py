from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.db.models.functions import Lower

from common.errors import KleeneError
from profiles.models import User
from profiles.services.moderation import make_moderator


class Command(BaseCommand):
    help = "Make an account a moderator: it can then sign in to the admin, handle reports and suspend players."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="the account's username, or its id such as usr_k3wq7p2a")

    def handle(self, *_: Any, user: str, **__: Any) -> None:
        account = user_named(user)
        if account is None:
            raise CommandError(f"There is no account with the username or id {user!r}.")
        try:
            make_moderator(user_id=account.pk, moderator_id=None)
        except KleeneError as refusal:
            raise CommandError(refusal.message) from None
        self.stdout.write(f"{account} is now a moderator and can sign in at /admin/.")


def user_named(user: str) -> User | None:
    return User.objects.alias(lowered=Lower("username")).filter(Q(lowered=user.lower()) | Q(short_id=user)).first()
