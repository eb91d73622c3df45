"""Who calls the API: a bearer token or, from our own pages, Django's session cookie."""

from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.tokens import Token

from common.errors import Forbidden
from profiles.services import tokens
from profiles.services.suspensions import check_browser

SCHEME = b"bearer"


class CsrfFailed(Forbidden):
    code = "csrf_failed"
    message = "Send the CSRF token of your browser session in the header X-CSRFToken, or use a bearer token."


class BearerAuthentication(JWTAuthentication):
    """The account is read at each call, so a suspension or a new password counts at once."""

    def get_raw_token(self, header: bytes) -> bytes | None:
        # The scheme's name takes any case (RFC 9110, section 11.1); the library knows only "Bearer".
        scheme, _, token = header.strip().partition(b" ")
        return super().get_raw_token(b"Bearer " + token if scheme.lower() == SCHEME else header)

    def get_user(self, validated_token: Token) -> Any:
        return tokens.token_owner(validated_token)


class CookieAuthentication(SessionAuthentication):
    def authenticate(self, request: Request) -> Any:
        """Raises Suspended for the browser of somebody whose account is shut."""
        found = super().authenticate(request)
        if found is None:
            check_browser(request._request)  # noqa: SLF001 - the framework's own way to the session
        return found

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            raise CsrfFailed from None
