from collections.abc import Callable

from django.db.models.functions import Lower
from django.utils import timezone

from profiles import hashing
from profiles.models import User
from profiles.services import guesses
from profiles.services.addresses import account_of
from profiles.services.errors import WrongCredentials


def sign_in(*, username: str, password: str, address: str) -> User:
    """Admit somebody by name and password.

    Raises WrongCredentials, Suspended (to who knows the password), RateLimited, PasswordsBusy. Failures are counted
    by account and address, and by address alone.
    """
    return check_credentials(lambda: account_named(username), username, password, address)


def sign_in_by_email(*, email: str, password: str, address: str) -> User:
    """The same by e-mail address: that of the account that has proved it, or of the only one that names it."""
    return check_credentials(lambda: account_of(email), email, password, address)


def account_named(username: str) -> User | None:
    """The account with this username, case aside; None for none."""
    return User.objects.alias(lowered=Lower("username")).filter(lowered=username.lower()).first() if username else None


def check_credentials(find: Callable[[], User | None], name: str, password: str, address: str) -> User:
    """The account that `find` finds, if the password is its own; its sign-in is noted.

    Counts a guess for the name and for the address. Raises WrongCredentials, Suspended, RateLimited.
    """
    with guesses.count_guess(guesses.of_name(name, address=address), guesses.of_address(address)):
        user = check_password_of(find(), password)
    user.check_standing()
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    return user


def check_password_of(user: User | None, password: str) -> User:
    """The account itself. Raises WrongCredentials, which takes as long for nobody as for somebody."""
    if user is None:
        hashing.judged_for_nobody(password)
        raise WrongCredentials
    if not user.check_password(password) or is_gone(user):
        raise WrongCredentials
    return user


def is_gone(user: User) -> bool:
    """Whether an account was deleted by its owner, rather than suspended."""
    return not user.is_active and user.suspended_at is None
