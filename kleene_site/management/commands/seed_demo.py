import secrets
from base64 import b32encode
from textwrap import wrap
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models.functions import Lower

from profiles.models import User
from profiles.services.moderation import make_moderator

PLAYERS = {"player-one": "Player One", "player-two": "Player Two"}
MODERATOR = {"moderator": "Moderator"}


class Command(BaseCommand):
    help = "Create the demo accounts that are missing: two players and a moderator. Their passwords are shown once."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            created = {
                name: create_account(name, shown) for name, shown in missing_accounts(PLAYERS | MODERATOR).items()
            }
            for user in User.objects.filter(username__in=created.keys() & MODERATOR.keys()):
                make_moderator(user_id=user.pk, moderator_id=None)
        if created:
            self.stdout.write("\n  Demo accounts. Note the passwords: they are not shown again.\n")
            for name, password in created.items():
                self.stdout.write(f"    {name:<12} {password}")


def missing_accounts(accounts: dict[str, str]) -> dict[str, str]:
    lowered = User.objects.alias(lowered=Lower("username")).filter(lowered__in=accounts)
    present = {name.lower() for name in lowered.values_list("username", flat=True)}
    return {name: shown for name, shown in accounts.items() if name not in present}


def create_account(name: str, shown: str) -> str:
    # Eighty bits, in groups that a person can copy by eye.
    password = "-".join(wrap(b32encode(secrets.token_bytes(10)).decode().lower(), 4))
    User.objects.create_user(name, password=password, display_name=shown)
    return password
