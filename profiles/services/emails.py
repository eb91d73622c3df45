"""What the e-mails say. Each is written when it is sent: its tokens are made then, and stored nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage

from common.accounts import is_open
from profiles.models import OutgoingEmail, User
from profiles.services import addresses
from profiles.services.digest_email import write_digest
from profiles.services.moderator_mail import write_moderator_mail

# Anybody may give somebody else's address to many accounts: an e-mail names no more of them.
MOST_ACCOUNTS: Final = 20


def write_email(email: OutgoingEmail) -> EmailMessage | None:
    """The message to send; None when there is nothing to say to that address any more."""
    return WRITERS[email.kind](email)


def _new_password(email: OutgoingEmail) -> EmailMessage | None:
    accounts = list(addresses.accounts_naming(email.address).filter(is_open(), is_guest=False)[:MOST_ACCOUNTS])
    if not accounts:
        return None
    links = "\n\n".join(f"{user.username}\n{_reset_link(user)}" for user in accounts)
    words = (
        "Hello,\n\nsomebody, we hope you, asked to reset the password of "
        f"{'this account' if len(accounts) == 1 else 'these accounts'}. Set a new password here:\n\n{links}\n\n"
        "A link works once, for three days. If you did not ask for it, you can ignore this e-mail: "
        "your password has not changed.\n"
    )
    # To the address as its owner wrote it, never to one that merely compares alike.
    return EmailMessage("Kleene: reset your password", words, to=[accounts[0].email])


def _confirm_address(email: OutgoingEmail) -> EmailMessage | None:
    user = email.user
    if user is None or not user.is_active or user.email != email.address or user.email_proved_at:
        return None
    link = f"{settings.KLEENE_ORIGIN}/account/address/{user.short_id}/{addresses.proofs.make_token(user)}"
    words = (
        f"Hello,\n\nsomebody, we hope you, entered this address for the account {user.username}. "
        f"Confirm it here:\n\n{link}\n\n"
        "The link works for three days. If this account is not yours, you can ignore this e-mail: "
        "the address will not be confirmed.\n"
    )
    return EmailMessage("Kleene: confirm your e-mail address", words, to=[user.email])


def _address_changed(email: OutgoingEmail) -> EmailMessage | None:
    user = email.user
    if user is None or not user.is_active:
        return None
    words = (
        f"Hello,\n\nthis address was {'replaced' if user.email else 'removed'} as the e-mail address of the account "
        f"{user.username}, by somebody who knows its password.\n\n"
        "If that was you, there is nothing to do. If not, change your password and your e-mail address immediately, "
        f"while you are still signed in somewhere:\n\n{settings.KLEENE_ORIGIN}/account\n\n"
        "or ask the people who run this site for help.\n"
    )
    return EmailMessage("Kleene: your e-mail address was changed", words, to=[email.address])


WRITERS: Final[Mapping[str, Callable[[OutgoingEmail], EmailMessage | None]]] = {
    OutgoingEmail.Kind.NEW_PASSWORD: _new_password,
    OutgoingEmail.Kind.CONFIRM_ADDRESS: _confirm_address,
    OutgoingEmail.Kind.ADDRESS_CHANGED: _address_changed,
    OutgoingEmail.Kind.DIGEST: write_digest,
    OutgoingEmail.Kind.MODERATION: write_moderator_mail,
}


def _reset_link(user: User) -> str:
    return f"{settings.KLEENE_ORIGIN}/account/reset/{user.short_id}/{default_token_generator.make_token(user)}"
