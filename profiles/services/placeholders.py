"""Accounts that stand for people of another installation, until an operator says who they are here."""

from __future__ import annotations

import secrets
import uuid
from typing import Final

from common.errors import InvalidInput
from profiles.models import User
from profiles.services import names

BEGINNING: Final = "imported-"  # of the user name: an operator knows them by it
UNNAMED: Final = "Imported player"


def make_placeholder(*, user_id: uuid.UUID, short_id: str, name: str) -> User:
    """An account that nobody can sign in to, with these ids as far as they are free here; the placeholder that has them already, if one does.

    A name that is not fit to show is left out. Assumes an open transaction.
    """
    there = User.objects.filter(pk=user_id).first()
    if there is not None and is_placeholder(there):
        return there
    user = User(display_name=_shown(name), is_active=False, stats_public=False, activity_public=False)
    if there is None:
        user.pk = user_id
    if not User.objects.filter(short_id=short_id).exists():
        user.short_id = short_id
    user.username = _free_name(user.short_id)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def is_placeholder(user: User) -> bool:
    """Whether an account stands for somebody of another installation. Whoever can sign in, could, or has left is none."""
    is_shut = not user.is_active and user.suspended_at is None and user.anonymised_at is None
    return is_shut and not user.has_usable_password() and user.username.startswith(BEGINNING)


def _shown(name: str) -> str:
    try:
        return names.display_name(name) if name else UNNAMED
    except InvalidInput:
        return UNNAMED


def _free_name(short_id: str) -> str:
    username = BEGINNING + short_id.removeprefix("usr_")
    return username if not User.objects.filter(username__iexact=username).exists() else BEGINNING + secrets.token_hex(8)
