from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from kleene_site.common.throttles import Budget
from profiles.models import User
from profiles.services.errors import AccountSuspended, WrongCredentials

failures = Budget("sign-in", "RATE_SIGN_IN")


def sign_in(*, username: str, password: str, address: str) -> User:
    """Admit somebody by name and password. Raises WrongCredentials, AccountSuspended (to who knows the password), RateLimited.

    Failures are counted by account and address: a stranger elsewhere cannot lock anybody out.
    """
    return admit(
        User.objects.alias(lowered=Lower("username")).filter(lowered=username.lower()), username, password, address
    )


def sign_in_by_email(*, email: str, password: str, address: str) -> User:
    """The same by e-mail address; the oldest account that gave it."""
    return admit(User.objects.filter(email__iexact=email).order_by("date_joined"), email, password, address)


def admit(accounts: QuerySet[User], name: str, password: str, address: str) -> User:
    failures.spend(name.lower(), address)
    user = accounts.first() if name else None
    if user is None:
        User().set_password(password)  # costs what a check costs, so that the clock tells nobody who exists
        raise WrongCredentials
    if not user.check_password(password) or is_gone(user):
        raise WrongCredentials
    failures.refund(name.lower(), address)
    if user.suspended_at:
        raise AccountSuspended
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    return user


def is_gone(user: User) -> bool:
    return not user.is_active and user.suspended_at is None
