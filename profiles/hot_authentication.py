"""Who asks at a hot door: the same tokens and cookies as at every other, judged by the same rules in one round trip."""

from __future__ import annotations

import hashlib
import io
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.handlers.asgi import ASGIRequest
from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from django.http.cookie import parse_cookie
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from rest_framework.authentication import CSRFCheck
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken

from common.credentials import FAMILY, Credential
from common.hot.caller import HotCaller, guest_address
from common.hot.request import HotRequest, NotOrdinary
from common.hot.routes import Ahead
from common.models import EndedFamily
from common.prepared.ahead import keep
from common.prepared.lines import Rows
from common.prepared.pool import fetch
from common.prepared.select import Query, Select
from common.recent import Recent
from profiles.models import User
from profiles.services.tokens import JTI, OWNER, SEAL

SCHEME: Final = "bearer "
AT_HAND: Final = 10_000  # tokens whose signature was verified here
SAFE: Final = {"GET", "HEAD"}


# What lets somebody in, and how they are named; whoever asks for more is refused on an event loop, and the plain door answers.
OF_ACCOUNT: Final = (
    "short_id", "username", "password", "display_name", "colour", "is_guest", "is_agent", "is_active", "suspended_at", "suspended_until", "signed_out_at"
)  # fmt: skip


def _with_family(short_id: str, family: str) -> Any:
    ended = Exists(EndedFamily.objects.filter(pk=family))
    return User.objects.filter(short_id=short_id).only(*OF_ACCOUNT).annotate(has_ended=ended)


BY_TOKEN = Select(_with_family, short_id=str, family=str)
BROWSER = Select(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data"),
    key=str,
    now=datetime,
)
# Of those who were let in once: an account never changes its ids. What is read ahead by them is given to nobody else.
_ids: Final[Recent[str, uuid.UUID]] = Recent(seconds=86_400, most=AT_HAND)
BY_ID = Select(lambda pk: User.objects.filter(pk=pk).only(*OF_ACCOUNT), pk=uuid.UUID)


async def authenticate(request: HotRequest, ahead: Ahead) -> HotCaller:
    """Whose request this is, with what `ahead` says read along. Raises NotOrdinary for everybody who must be refused: the plain
    door says why.
    """
    given = request.header(b"authorization")
    if given is None:
        return await _by_cookie(request, ahead)
    if given[: len(SCHEME)].lower() != SCHEME:
        raise NotOrdinary
    return await _by_token(request, given[len(SCHEME) :].strip(), ahead)


async def _by_token(request: HotRequest, raw: str, ahead: Ahead) -> HotCaller:
    claims = _claims(raw)
    if claims.expires <= time.time():
        raise NotOrdinary
    known = _ids.get_all([claims.owner])
    first = () if known is None else ahead(request, known[claims.owner])
    rows = await _read(BY_TOKEN(short_id=claims.owner, family=claims.line), first)
    account = BY_TOKEN.first(rows)
    if account is None or account.has_ended or not _may_enter(account, claims.seal):
        raise NotOrdinary
    if known is None:
        _ids.keep({claims.owner: account.pk})
    expires = datetime.fromtimestamp(claims.expires, UTC)
    credential = Credential(account.pk, claims.seal, expires_at=expires, family=claims.family)
    return HotCaller(account, credential, guest_address(request, account))


class Claims(NamedTuple):
    """What a signed token says; `line` is its family, or itself where it has none. Thousands are kept: no word more than is asked."""

    owner: str
    line: str
    family: str
    seal: str
    expires: float


_verified: Final[Recent[bytes, Claims]] = Recent(seconds=86_400, most=AT_HAND)


def _claims(raw: str) -> Claims:
    """Verified once: a token's signature does not change, and when it expires is asked each time.

    Stored under a digest of the token, which is a tenth as long and lets nobody in.
    """
    digest = hashlib.sha256(raw.encode()).digest()
    if known := _verified.get_all([digest]):
        return known[digest]
    claims = _verify(raw)
    _verified.keep({digest: claims})
    return claims


def _verify(raw: str) -> Claims:
    try:
        said = AccessToken(raw).payload  # type: ignore[arg-type]  # the library's annotation leaves out text
        family = said.get(FAMILY, "")
        return Claims(str(said[OWNER]), str(said.get(FAMILY, said[JTI])), family, said.get(SEAL, ""), said["exp"])
    except (TokenError, ValueError, KeyError):
        raise NotOrdinary from None


async def _read(who: Query, ahead: Sequence[Query]) -> Rows:
    """Who asks, in one round trip with what the door will read first."""
    rows, *answers = await fetch(who, *ahead)
    keep(ahead, answers)
    return rows


async def _by_cookie(request: HotRequest, ahead: Ahead) -> HotCaller:
    cookies = parse_cookie(request.header(b"cookie") or "")
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    if not key:
        raise NotOrdinary
    if request.scope["method"] not in SAFE:
        _check_csrf(request)
    [rows] = await fetch(BROWSER(key=key, now=timezone.now()))
    session = _decoded(rows)
    owner = _owner(session)
    account = BY_ID.first(await _read(BY_ID(pk=owner), ahead(request, owner)))
    if account is None or not _may_enter(account, session.get(HASH_SESSION_KEY, "")):
        raise NotOrdinary
    credential = Credential(account.pk, account.get_session_auth_hash(), session_key=key)
    return HotCaller(account, credential, guest_address(request, account))


def _decoded(rows: Any) -> dict[str, Any]:
    if not rows:
        raise NotOrdinary
    return dict(SessionStore().decode(rows[0][0]))


def _owner(session: dict[str, Any]) -> uuid.UUID:
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        raise NotOrdinary
    try:
        return uuid.UUID(session[SESSION_KEY])
    except (KeyError, ValueError):
        raise NotOrdinary from None


def _check_csrf(request: HotRequest) -> None:
    asked: Any = ASGIRequest(request.scope, io.BytesIO())
    check: Any = CSRFCheck(_unanswered)
    check.process_request(asked)
    if check.process_view(asked, _unanswered, (), {}) is not None:
        raise NotOrdinary


def _unanswered(_request: HttpRequest) -> HttpResponse:
    raise AssertionError("only the request's half of the middleware is used")


def _may_enter(account: User, seal: str) -> bool:
    return account.is_active and constant_time_compare(seal, account.get_session_auth_hash())
