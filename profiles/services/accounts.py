"""Making accounts and changing them. Field faults come as InvalidInput, with `details` of field -> sentences."""

import itertools
import uuid
from collections.abc import Callable, Mapping

from django.db import transaction
from django.db.models import QuerySet

from common import ids
from common.errors import InvalidInput, NotFound
from profiles.models import User
from profiles.services import addresses, budgets, names
from profiles.services.addresses import change_address, order_proof, owner_of_proof, prove_address, prove_own_address
from profiles.services.errors import NotAGuest
from profiles.services.field_errors import faults_of, field_refusal
from profiles.services.mail_choices import MailWish, change_mail_choices
from profiles.services.passwords import change_password, check_and_set, save_named
from profiles.services.privacy import PrivacyWish, change_privacy
from profiles.services.resets import confirm_reset, owner_of_link, request_reset
from profiles.services.sign_in import sign_in, sign_in_by_email
from worlds.services import renaming

__all__ = [
    "change_address",
    "change_password",
    "confirm_reset",
    "create_guest",
    "order_proof",
    "owner_of_link",
    "owner_of_proof",
    "prove_address",
    "prove_own_address",
    "register_account",
    "register_guest",
    "request_reset",
    "sign_in",
    "sign_in_by_email",
    "update_account",
]

CLEANERS: Mapping[str, Callable[[User, str], str]] = {
    "display_name": names.name_of,
    "bio": lambda _user, text: names.clean_bio(text),
    "colour": lambda _user, text: names.clean_colour(text),
}
OF_REGISTRATION = ("is_guest", "username", "display_name", "email", "password")


def register_account(
    *, username: str, password: str, display_name: str = "", email: str = "", address: str = "the machine itself"
) -> User:
    """Make an account. Raises InvalidInput, RateLimited, PasswordsBusy."""
    budgets.REGISTRATIONS.spend(address)
    user = User(username=username, email=email)
    with faults_of("display_name" if display_name else "username"):
        user.display_name = names.display_name(display_name or username)
    check_and_set(user, password, address=address)
    save_named(user)
    addresses.ask_to_confirm(user, address=address)
    return user


def create_guest(*, display_name: str = "", address: str = "the machine itself") -> User:
    """An account in one call. Nobody can sign in to it: its session or token opens it, until it is registered.

    Raises InvalidInput, RateLimited.
    """
    budgets.GUESTS.spend(address)
    user = drawn_guest()
    user.username = user.short_id.replace("usr_", "guest-")
    with faults_of("display_name"):
        user.display_name = names.display_name(display_name or default_name(user))
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def register_guest(*, user_id: uuid.UUID | str, username: str, password: str, email: str = "", address: str) -> User:
    """Give a guest a name and a password; what it has played stays its own.

    Raises NotFound, NotAGuest, InvalidInput, RateLimited, PasswordsBusy.
    """
    user = a_guest(user_id, User.objects.all())
    if user.display_name == default_name(user):
        with faults_of("username"):
            user.display_name = names.display_name(username)
    user.is_guest, user.username, user.email = False, username, email
    check_and_set(user, password, address=address)
    _save_registered(user)
    addresses.ask_to_confirm(user, address=address)
    return user


@transaction.atomic
def _save_registered(user: User) -> None:
    # It may have been registered since, or have left.
    before = a_guest(user.pk, User.objects.select_for_update())
    save_named(user, fields=OF_REGISTRATION)
    if user.display_name != before.display_name:
        renaming.apply_new_name(user)


@transaction.atomic
def update_account(
    *, user_id: uuid.UUID | str, privacy: PrivacyWish | None = None, mail: MailWish | None = None, **changes: str
) -> User:
    """Change `display_name`, `bio`, `colour`, `privacy` and `mail`, those that are given. Raises NotFound, InvalidInput."""
    user = lock_account(user_id)
    before = user.display_name
    change_privacy(user=user, wish=privacy or {})
    if mail:
        change_mail_choices(user=user, wish=mail)
    for field, text in cleaned_texts(user, changes).items():
        setattr(user, field, text)
    user.save(update_fields=list(changes))
    if user.display_name != before:
        renaming.apply_new_name(user)
    return user


def cleaned_texts(user: User, texts: Mapping[str, str]) -> dict[str, str]:
    """Those of CLEANERS that are given, as they would be stored. Raises InvalidInput with every field at fault."""
    cleaned, faults = dict[str, str](), dict[str, list[str]]()
    for field, text in texts.items():
        try:
            cleaned[field] = CLEANERS[field](user, text)
        except InvalidInput as fault:
            faults[field] = [fault.message]
    if faults:
        raise field_refusal(**faults)
    return cleaned


def drawn_guest() -> User:
    """Ids are drawn at random, and one in some five hundred ends in a word unfit for a name: then another is drawn."""
    draws = (User(is_guest=True) for _ in itertools.count())
    return next(guest for guest in draws if names.is_fit(default_name(guest)))


def default_name(guest: User) -> str:
    """A guest's display name, until they choose one: `Guest` and the end of their short id."""
    return f"Guest {guest.short_id[-4:]}"


def a_guest(user_id: uuid.UUID | str, accounts: QuerySet[User]) -> User:
    """The guest with this id among `accounts`. Raises NotFound, and NotAGuest for a registered account."""
    user = find_account(user_id, accounts)
    if not user.is_guest:
        raise NotAGuest
    return user


def lock_account(user_id: uuid.UUID | str) -> User:
    """The account by either form of its id, its row locked to the end of the transaction. Raises NotFound."""
    return find_account(user_id, User.objects.select_for_update())


def find_account(user_id: uuid.UUID | str, accounts: QuerySet[User]) -> User:
    """Raises NotFound, also for who has left for good: nothing must give them a name again."""
    try:
        return accounts.get(anonymised_at=None, **ids.lookup(user_id, "usr"))
    except User.DoesNotExist:
        raise NotFound("There is no account with this id.") from None
