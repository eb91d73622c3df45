"""The way back in for somebody who forgot their password: an e-mail with a link, which works once."""

from contextlib import suppress

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction

from common import ids
from common.errors import RateLimited
from profiles.models import OutgoingEmail, User
from profiles.services import budgets, mailing
from profiles.services.addresses import note_as_proved
from profiles.services.errors import LinkExpired
from profiles.services.passwords import hash_of_new, store_hash

RESET_IS_SENT = "If an account has this address, we sent an e-mail to it."


def request_reset(*, email: str, address: str = "the machine itself") -> None:
    """Have an e-mail sent with a link for every account that gave this address.

    The caller must not learn whether there is one, nor that others have asked: nothing is looked up before the answer.
    `address` is where they come from. Raises RateLimited.
    """
    budgets.EMAIL_REQUESTS.spend(address)
    with suppress(RateLimited):
        mailing.order_email(OutgoingEmail.Kind.NEW_PASSWORD, address=email)


def owner_of_link(*, user_id: str, token: str) -> User:
    """Whom an e-mail's link lets in, without using it up. Raises LinkExpired, Suspended."""
    return _owner(User.objects.filter(**ids.lookup(user_id, "usr")).first(), token)


def confirm_reset(*, user_id: str, token: str, new: str, address: str) -> User:
    """Set a new password for somebody who has an e-mail's link. Raises LinkExpired, InvalidInput, RateLimited, PasswordsBusy."""
    user = owner_of_link(user_id=user_id, token=token)
    return _use_up(user, token, hash_of_new(user, new, address=address))


@transaction.atomic
def _use_up(user: User, token: str, encoded: str) -> User:
    """Of many who come with one link at once exactly one finds it unused: the new password voids it.

    The e-mail was read by its owner, so the address is theirs, unless another account has proved it.
    """
    row = _owner(User.objects.select_for_update().filter(pk=user.pk).first(), token)
    if row.email:
        note_as_proved(row)
    return store_hash(row, encoded)


def _owner(user: User | None, token: str) -> User:
    if user is None or not default_token_generator.check_token(user, token):
        raise LinkExpired
    user.check_standing()
    if not user.is_active:
        raise LinkExpired
    return user
