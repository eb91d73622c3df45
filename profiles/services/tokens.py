"""Signed tokens: one to call with for an hour, one to renew it with, once."""

from typing import TypedDict

from django.utils.crypto import constant_time_compare
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import RefreshToken, Token

from kleene_site.common.errors import AuthInvalid
from profiles.models import User
from profiles.services.errors import AccountSuspended


class InvalidToken(AuthInvalid):
    message = "This token is not valid, or no longer. Sign in again."


class Pair(TypedDict):
    access: str
    refresh: str


# Holds what a browser session holds: it changes with the password and with `signed_out_at`, and ends the token.
SEAL = "seal"


def issue(user: User) -> Pair:
    refresh = RefreshToken.for_user(user)
    refresh[SEAL] = user.get_session_auth_hash()
    return {"access": str(refresh.access_token), "refresh": str(refresh)}


def renew(*, refresh: str) -> tuple[User, Pair]:
    """Trade a refresh token, which is used up by it, for a new pair. Raises InvalidToken, AccountSuspended."""
    token = read(refresh)
    user = owner(token)
    use_up(token)
    return user, issue(user)


def revoke(*, refresh: str) -> None:
    """Use a refresh token up. Raises InvalidToken."""
    use_up(read(refresh))


def read(refresh: str) -> RefreshToken:
    try:
        return RefreshToken(refresh)  # type: ignore[arg-type]  # the library's annotation leaves out text
    except TokenError:
        raise InvalidToken from None


def use_up(token: RefreshToken) -> None:
    """Of many who do this at once with one token exactly one succeeds. Raises InvalidToken."""
    known = OutstandingToken.objects.filter(jti=token[api_settings.JTI_CLAIM]).first()
    if known is None or not BlacklistedToken.objects.get_or_create(token=known)[1]:
        raise InvalidToken


def owner(token: Token) -> User:
    """Whose token this is. Raises AccountSuspended, and InvalidToken, also when something has ended the token early."""
    user = User.objects.filter(short_id=token.get(api_settings.USER_ID_CLAIM)).first()
    if user is None:
        raise InvalidToken
    if user.suspended_at:
        raise AccountSuspended
    if not user.is_active or not constant_time_compare(token.get(SEAL, ""), user.get_session_auth_hash()):
        raise InvalidToken
    return user
