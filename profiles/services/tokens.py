"""Signed tokens: one to call with for an hour, one to renew it with, once; for agents that somebody owns, one that lasts."""

from datetime import UTC, datetime, timedelta
from typing import Final, TypedDict

from django.db.models import Exists
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token

from common.credentials import FAMILY
from common.errors import AuthInvalid
from common.models import EndedFamily
from profiles import limits
from profiles.models import User
from worlds.services import notify


class InvalidToken(AuthInvalid):
    message = "This token is invalid or has expired. Sign in again."


class Pair(TypedDict):
    access: str
    refresh: str


class Presented(RefreshToken):
    """A refresh token as somebody brings it; whether it was used before is asked by `use_up` alone."""

    def check_blacklist(self) -> None:
        pass


# Holds what a browser session holds: it changes with the password and with `signed_out_at`, and ends the token.
SEAL: Final = "seal"
JTI: Final = api_settings.JTI_CLAIM
OWNER: Final = api_settings.USER_ID_CLAIM
A_DAY: Final = timedelta(days=1)  # a pair may be made while its family ends


def issue_pair(user: User) -> Pair:
    """The first pair of a family."""
    refresh = RefreshToken.for_user(user)
    return _pair(user, refresh, family=refresh[JTI])


def issue_lasting(user: User) -> tuple[str, datetime]:
    """An access token for a program that nobody signs in, and when it expires (aware). What ends the others ends it."""
    token = AccessToken.for_user(user)
    token.set_exp(lifetime=timedelta(days=limits.AGENT_TOKEN_DAYS))
    token[SEAL], token[FAMILY] = _seal(user), token[JTI]
    return str(token), datetime.fromtimestamp(token["exp"], UTC)


def renew_pair(*, refresh: str) -> tuple[User, Pair]:
    """Trade a refresh token, which is used up by it, for a new pair. Raises InvalidToken, Suspended.

    A token that comes a second time is in two hands, and nobody can tell which is the thief's: its whole family ends.
    """
    token = read_refresh(refresh)
    user = token_owner(token)
    use_up(token)
    return user, _pair(user, RefreshToken.for_user(user), family=family_of(token))


def revoke_refresh(*, refresh: str) -> None:
    """End a refresh token and its family. Raises InvalidToken."""
    token = read_refresh(refresh)
    use_up(token)
    end_family(token)


def read_refresh(refresh: str) -> Presented:
    """A refresh token that is genuine, of this site and not expired. Raises InvalidToken."""
    try:
        return Presented(refresh)  # type: ignore[arg-type]  # the library's annotation leaves out text
    except TokenError:
        raise InvalidToken from None


def use_up(token: Presented) -> None:
    """Of many who do this at once with one token exactly one succeeds; the others end its family. Raises InvalidToken."""
    known = OutstandingToken.objects.filter(jti=token[JTI]).first()
    if known is None:
        raise InvalidToken
    if not BlacklistedToken.objects.get_or_create(token=known)[1]:
        end_family(token)
        raise InvalidToken


def end_family(token: Presented) -> None:
    """From now on no token of this one's sign-in opens anything, nor does any stream that was opened with one go on."""
    until = timezone.now() + api_settings.REFRESH_TOKEN_LIFETIME + A_DAY
    EndedFamily.objects.get_or_create(family=family_of(token), defaults={"expires_at": until})
    if user_id := User.objects.filter(short_id=token.get(OWNER)).values_list("pk", flat=True).first():
        notify.recheck_after_commit(user_id)


def family_of(token: Token) -> str:
    """A token from before there were families begins one."""
    return str(token.get(FAMILY, token[JTI]))


def token_owner(token: Token) -> User:
    """Whose token this is. Raises Suspended, and InvalidToken, also when something has ended the token early."""
    ended = Exists(EndedFamily.objects.filter(pk=family_of(token)))
    user = User.objects.filter(short_id=token.get(OWNER)).annotate(has_ended=ended).first()
    if user is None:
        raise InvalidToken
    user.check_standing()
    if user.has_ended or not user.is_active or not constant_time_compare(token.get(SEAL, ""), _seal(user)):
        raise InvalidToken
    return user


def _pair(user: User, refresh: RefreshToken, *, family: str) -> Pair:
    refresh[SEAL], refresh[FAMILY] = _seal(user), family
    return {"access": str(refresh.access_token), "refresh": str(refresh)}


def _seal(user: User) -> str:
    return user.get_session_auth_hash()
