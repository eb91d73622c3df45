"""Passwords. A changed one ends every token and every browser session that came before it."""

import uuid

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from kleene_site.common import ids
from kleene_site.common.throttles import Budget
from profiles.models import User
from profiles.services.errors import LinkExpired, NoPassword
from profiles.services.faults import faults_of, refused
from profiles.services.letters import send_reset_link

NAME_IS_TAKEN = "This name is taken."
WRONG_OLD_PASSWORD = "This is not your present password."  # noqa: S105

guesses = Budget("old-password", "RATE_SIGN_IN")


def with_password(user: User, password: str) -> User:
    """Check a new name and password together, and save them. Raises InvalidInput."""
    if faults := faults_in(user, password):
        raise refused(**faults)
    user.email = User.objects.normalize_email(user.email)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        # Somebody took the name since it was looked for.
        raise refused(username=[NAME_IS_TAKEN]) from None
    return user


def faults_in(user: User, password: str) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    try:
        user.clean_fields(exclude={"password"})
    except ValidationError as fault:
        faults |= fault.message_dict
    if "username" not in faults and is_taken(user.username, by_another_than=user):
        faults["username"] = [NAME_IS_TAKEN]
    try:
        validate_password(password, user)
    except ValidationError as fault:
        faults["password"] = fault.messages
    return faults


def is_taken(username: str, *, by_another_than: User) -> bool:
    named_so = User.objects.alias(lowered=Lower("username")).filter(lowered=username.lower())
    return named_so.exclude(pk=by_another_than.pk).exists()


def change_password(*, user_id: uuid.UUID, old: str, new: str) -> User:
    """Set a new password for somebody who knows the old one. Raises NoPassword, InvalidInput, RateLimited."""
    user = User.objects.get(pk=user_id)
    if not user.has_usable_password():
        raise NoPassword
    guesses.spend(user.short_id)
    if not user.check_password(old):
        raise refused(old_password=[WRONG_OLD_PASSWORD])
    guesses.refund(user.short_id)
    return set_password(user, new)


def request_reset(*, email: str) -> None:
    """Send a link to every account that gave this address. The caller must not learn whether there is one."""
    for user in User.objects.filter(email__iexact=email, is_active=True, is_guest=False):
        send_reset_link(user, token=default_token_generator.make_token(user))


def owner_of_link(*, user_id: str, token: str) -> User:
    """Whom a letter's link lets in, without using it up. Raises LinkExpired."""
    user = User.objects.filter(**ids.lookup(user_id, "usr"), is_active=True).first()
    if user is None or not default_token_generator.check_token(user, token):
        raise LinkExpired
    return user


def confirm_reset(*, user_id: str, token: str, new: str) -> User:
    """Set a new password for somebody who has a letter's link, which works once. Raises LinkExpired, InvalidInput."""
    return set_password(owner_of_link(user_id=user_id, token=token), new)


def set_password(user: User, new: str) -> User:
    with faults_of("new_password"):
        validate_password(new, user)
    user.set_password(new)
    user.save(update_fields=["password"])
    return user
