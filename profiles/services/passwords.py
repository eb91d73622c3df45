"""Passwords. A changed one ends every token and every browser session that came before it.

Hashing is slow: it is done before a row is locked, and what it was done for is looked at again under the lock.
"""

import uuid
from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from profiles import hashing
from profiles.models import User
from profiles.services import guesses
from profiles.services.errors import NoPassword
from profiles.services.field_errors import faults_of, field_refusal

NAME_IS_TAKEN = "This username is taken."
WRONG_PASSWORD = "The password is wrong."  # noqa: S105
WRONG_OLD_PASSWORD = "The current password is wrong."  # noqa: S105


def check_and_set(user: User, password: str, *, address: str) -> None:
    """Check a new name and password together, and give them to `user`, unsaved. Raises InvalidInput, RateLimited, PasswordsBusy."""
    if faults := faults_in(user, password):
        raise field_refusal(**faults)
    user.email = User.objects.normalize_email(user.email)
    with guesses.count_guess(guesses.of_address(address)):
        user.set_password(password)


def save_named(user: User, *, fields: Iterable[str] | None = None) -> None:
    """Save a new account, or those fields of an old one. Raises InvalidInput."""
    try:
        with transaction.atomic():
            user.save(update_fields=fields)
    except IntegrityError:
        # Somebody took the name since it was looked for.
        raise field_refusal(username=[NAME_IS_TAKEN]) from None


def faults_in(user: User, password: str) -> dict[str, list[str]]:
    """What stands against a name and a password, as sentences by field (`username`, `password`, …); empty if nothing does."""
    faults: dict[str, list[str]] = {}
    try:
        user.clean_fields(exclude={"password"})
    except ValidationError as fault:
        faults |= fault.message_dict
    if "username" not in faults and is_taken(user.username, by_another_than=user):
        faults["username"] = [NAME_IS_TAKEN]
    try:
        validate_password(hashing.canonical(password), user)
    except ValidationError as fault:
        faults["password"] = fault.messages
    return faults


def is_taken(username: str, *, by_another_than: User) -> bool:
    """Whether another account has this username; case does not count."""
    named_so = User.objects.alias(lowered=Lower("username")).filter(lowered=username.lower())
    return named_so.exclude(pk=by_another_than.pk).exists()


def prove_it_is(
    user: User, password: str, *, address: str, field: str = "password", wrong: str = WRONG_PASSWORD
) -> None:
    """Ask somebody who is signed in for their password again. Raises InvalidInput at `field`, RateLimited, PasswordsBusy."""
    with guesses.count_guess(guesses.of_account(user.short_id), guesses.of_address(address)):
        if not user.check_password(password):
            raise field_refusal(**{field: [wrong]})


def change_password(*, user_id: uuid.UUID, old: str, new: str, address: str) -> User:
    """Set a new password for somebody who knows the old one. Raises NoPassword, InvalidInput, RateLimited, PasswordsBusy."""
    user = User.objects.get(pk=user_id)
    if not user.has_usable_password():
        raise NoPassword
    prove_it_is(user, old, address=address, field="old_password", wrong=WRONG_OLD_PASSWORD)
    return _replace(user, hash_of_new(user, new, address=address))


def hash_of_new(user: User, new: str, *, address: str) -> str:
    """Raises InvalidInput at `new_password`, RateLimited, PasswordsBusy."""
    with faults_of("new_password"):
        validate_password(hashing.canonical(new), user)
    guesses.of_address(address).spend()  # never given back: nothing was guessed, and a hash was paid for
    return hashing.made(new)


@transaction.atomic
def _replace(user: User, encoded: str) -> User:
    """The new hash for the old one, if that is what still stands there."""
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.password != user.password:
        raise field_refusal(old_password=[WRONG_OLD_PASSWORD])
    return store_hash(row, encoded)


def store_hash(row: User, encoded: str) -> User:
    """Asks for the row's lock."""
    row.password = encoded
    row.save(update_fields=["password"])
    return row
