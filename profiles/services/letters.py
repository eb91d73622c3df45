"""What the letters say. Each is written when it is sent: its tokens are made then, and stored nowhere."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db.models import QuerySet

from profiles.models import Letter, User

# Anybody may give somebody else's address to many accounts: a letter names no more of them.
MOST_ACCOUNTS: Final = 20


def written(letter: Letter) -> EmailMessage | None:
    """The message to send; None when there is nothing to say to that address any more."""
    accounts = list(named_by(letter.address)[:MOST_ACCOUNTS])
    if not accounts:
        return None
    # To the address as its owner wrote it, never to one that merely compares alike.
    return EmailMessage("Kleene: a new password", new_password(accounts), to=[accounts[0].email])


def new_password(accounts: list[User]) -> str:
    links = "\n\n".join(f"{user.username}\n{reset_link(user)}" for user in accounts)
    return (
        "Hello,\n\nsomebody, you we hope, asked for a new password. "
        f"{'Set one here' if len(accounts) == 1 else 'These accounts gave this address; set one here'}:\n\n{links}\n\n"
        "A link works once, for three days. If you did not ask, leave this letter alone: nothing has changed.\n"
    )


def reset_link(user: User) -> str:
    return f"{settings.KLEENE_ORIGIN}/account/reset/{user.short_id}/{default_token_generator.make_token(user)}"


def named_by(address: str) -> QuerySet[User]:
    """The accounts that gave this address and could be opened, the oldest first."""
    return User.objects.filter(email__iexact=address, is_active=True, is_guest=False).order_by("date_joined")
