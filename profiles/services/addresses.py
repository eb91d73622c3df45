"""E-mail addresses: anybody may give any, an e-mail's link proves one, and a proved one belongs to one account."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import Any, Final

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import IntegrityError, transaction
from django.db.models import EmailField, F, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from common import ids
from common.accounts import is_open
from common.errors import Conflict, RateLimited
from profiles.models import OutgoingEmail, User
from profiles.services import budgets, mailing
from profiles.services.errors import LinkExpired, NoPassword, TokenInvalid
from profiles.services.field_errors import faults_of, field_refusal
from profiles.services.passwords import WRONG_PASSWORD, prove_it_is

EMAIL: Final[EmailField[str, str]] = EmailField(blank=True)


class AddressTaken(Conflict):
    code = "address_taken"
    message = "This address is already confirmed for another account. Change the address of that account first."


class NothingToConfirm(Conflict):
    code = "nothing_to_confirm"
    message = "Your account has no unconfirmed e-mail address."


class ProofTokens(PasswordResetTokenGenerator):
    """They end after three days, with another address, and when the address is proved."""

    key_salt = "profiles.services.addresses"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.pk} {timestamp} {user.email} {user.email_proved_at}"


proofs = ProofTokens()


def accounts_naming(address: str) -> QuerySet[User]:
    """The accounts that name this address in whichever case: the one that has proved it first, then the oldest."""
    named = User.objects.alias(named=Lower("email")).filter(named=address.lower()).exclude(email="")
    return named.order_by(F("email_proved_at").asc(nulls_last=True), "date_joined")


def account_of(address: str) -> User | None:
    """Whom this address signs in: the account that has proved it, else the only one that names it."""
    found = list(accounts_naming(address)[:2])
    return found[0] if found and (found[0].email_proved_at or len(found) == 1) else None


def is_another(user: User, email: str) -> bool:
    """Whether this is another address than the account's, as it would be stored."""
    return User.objects.normalize_email(email.strip()) != user.email


def change_address(*, user_id: uuid.UUID, email: str, password: str, address: str) -> User:
    """Give an account another address, to be proved by an e-mail; an empty one removes it. The old address is told.

    `address` is where the caller comes from. Raises NoPassword for guests, InvalidInput, RateLimited, PasswordsBusy.
    """
    user = User.objects.get(pk=user_id)
    if not user.has_usable_password():
        raise NoPassword
    wanted = _cleaned(email)
    prove_it_is(user, password, address=address)
    changed, former = _replace(user, wanted)
    if former:
        _order_quietly(OutgoingEmail.Kind.ADDRESS_CHANGED, former, changed)
    if former is not None:
        ask_to_confirm(changed, address=address)
    return changed


def ask_to_confirm(user: User, *, address: str) -> None:
    """After an account was given an address; without an e-mail, if too many were asked for: another can be asked for later."""
    if user.email:
        with suppress(RateLimited):
            order_proof(user=user, address=address)


def order_proof(*, user: User, address: str) -> None:
    """Have an e-mail sent with a link that proves the account's address. Raises NothingToConfirm, RateLimited."""
    if not user.email or user.email_proved_at:
        raise NothingToConfirm
    budgets.EMAIL_REQUESTS.spend(address)
    mailing.order_email(OutgoingEmail.Kind.CONFIRM_ADDRESS, address=user.email, user=user)


def owner_of_proof(*, user_id: str, token: str) -> User:
    """Whose address an e-mail's link would prove. Raises LinkExpired."""
    return _owner(User.objects.filter(is_open(), **ids.lookup(user_id, "usr")).first(), token)


@transaction.atomic
def prove_address(*, user_id: str, token: str) -> User:
    """Note that the account's address is its own. Raises LinkExpired, AddressTaken."""
    found = owner_of_proof(user_id=user_id, token=token)
    user = _owner(User.objects.select_for_update().get(pk=found.pk), token)
    if not note_as_proved(user):
        raise AddressTaken
    return user


def prove_own_address(*, user: User, token: str) -> User:
    """The same for somebody who is signed in. Raises TokenInvalid, AddressTaken."""
    try:
        return prove_address(user_id=user.short_id, token=token)
    except LinkExpired:
        raise TokenInvalid from None


def note_as_proved(user: User) -> bool:
    """Whether it could be: not where another account has proved the address. Asks for the row's lock."""
    if user.email_proved_at:
        return True
    user.email_proved_at = timezone.now()
    try:
        with transaction.atomic():
            user.save(update_fields=["email_proved_at"])
    except IntegrityError:
        user.email_proved_at = None
    return user.email_proved_at is not None


def _owner(user: User | None, token: str) -> User:
    if user is None or not user.is_active or not user.email or not proofs.check_token(user, token):
        raise LinkExpired
    return user


def _cleaned(email: str) -> str:
    with faults_of("email"):
        return str(EMAIL.clean(User.objects.normalize_email(email.strip()), None))


@transaction.atomic
def _replace(user: User, wanted: str) -> tuple[User, str | None]:
    """The account with its new address, and the former one, None if that is the same."""
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.password != user.password:
        raise field_refusal(password=[WRONG_PASSWORD])
    former = row.email
    if former == wanted:
        return row, None
    row.email, row.email_proved_at = wanted, None
    row.save(update_fields=["email", "email_proved_at"])
    return row, former


def _order_quietly(kind: OutgoingEmail.Kind, address: str, user: User) -> None:
    with suppress(RateLimited):
        mailing.order_email(kind, address=address, user=user)
