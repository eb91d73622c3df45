"""Who opens a stream: asked of the same authenticators as every call of the API."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request
from rest_framework.settings import api_settings

from common.credentials import Credential, credential_of
from common.errors import AuthInvalid, AuthRequired
from common.player_budgets import guest_address
from common.stream_tickets import redeem_ticket
from worlds.services.credential_checks import trusted_credentials
from worlds.wire.origins import ForeignOrigin, is_own

Scope = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose stream it is; it ends when its credential does."""

    credential: Credential
    name: str
    guest_address: str = ""  # empty for somebody with an account
    is_agent: bool = False

    @property
    def user_id(self) -> uuid.UUID:
        return self.credential.user_id


def identify_caller(scope: Scope, *, ticket: str | None = None, token: str | None = None) -> Caller:
    """By a ticket, by a token that did not come in a header, or else by what the request itself carries.

    Raises AuthRequired, AuthInvalid, Suspended or whatever else an authenticator refuses with.
    """
    if ticket is not None:
        return _by_ticket(scope, ticket)
    return _by_request(scope if token is None else scope_with_token(scope, token))


def check_standing(user_id: uuid.UUID) -> None:
    """Raises Suspended for somebody whose account is shut now."""
    get_user_model().objects.get(pk=user_id).check_standing()


def request_of(scope: Scope) -> HttpRequest:
    """The scope, of HTTP or of a WebSocket, as a GET request that knows its session and its user."""
    request = ASGIRequest({**scope, "type": "http", "method": "GET"}, io.BytesIO())
    SessionMiddleware(_unanswered).process_request(request)
    AuthenticationMiddleware(_unanswered).process_request(request)
    return request


def _by_ticket(scope: Scope, ticket: str) -> Caller:
    credential = redeem_ticket(token=ticket)
    user = get_user_model().objects.get(pk=credential.user_id)
    user.check_standing()
    if credential not in trusted_credentials([credential]):
        raise AuthInvalid
    request = request_of(scope)
    request.user = user
    return Caller(credential, user.get_username(), guest_address(request), user.is_agent)


def _by_request(scope: Scope) -> Caller:
    kinds: Any = api_settings.DEFAULT_AUTHENTICATION_CLASSES
    asked = request_of(scope)  # learns who asks when the framework's own request does
    request = Request(asked, authenticators=[kind() for kind in kinds])
    if not request.user.is_authenticated:
        raise AuthRequired
    if request.auth is None and not is_own(scope):  # browsers send a cookie along for any page that asks
        raise ForeignOrigin
    user = request.user
    return Caller(credential_of(request), user.get_username(), guest_address(asked), user.is_agent)


def scope_with_token(scope: Scope, token: str) -> Scope:
    """The scope as if the token had come in a header. Raises AuthInvalid."""
    if not token.isascii():
        raise AuthInvalid
    others = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
    return {**scope, "headers": [*others, (b"authorization", b"Bearer " + token.encode())]}


def _unanswered(_request: HttpRequest) -> HttpResponse:
    raise AssertionError("only the request's half of a middleware is used")
