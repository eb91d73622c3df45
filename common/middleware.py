import time
from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject, empty

from common.database import return_connections
from common.masking import masked
from common.request_lines import tell_request


class ReturnConnections:
    """Outermost: a request's thread gives its database connection back when its work ends, whatever its client did.

    Django's own signal is queued behind the view, and lost when the server cancels an application whose client is gone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            return_connections()


class RequestLine:
    """One line of log for each answer. The query is left out, and secrets in the path are masked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self.get_response(request)
        tell_request(
            method=request.method,
            # Decoded paths may hold line breaks and terminal codes; escaped ones cannot.
            path=masked(escape_uri_path(request.path)),
            status=response.status_code,
            ms=round((time.perf_counter() - began) * 1000),
            user=known_name(request),
        )
        return response


def known_name(request: HttpRequest) -> str:
    """Who asked, if the view has found out; the log never causes a query for it."""
    user = getattr(request, "user", None)
    if isinstance(user, SimpleLazyObject) and user.__dict__.get("_wrapped") is empty:
        return ""
    return user.get_username() if user is not None else ""


class CompressPages(GZipMiddleware):
    """Compresses HTML pages only: API answers may hold tokens, and static files are compressed by collectstatic.

    The length of a page does not reveal its secrets (BREACH): CSRF tokens are masked differently each time, and GZipMiddleware adds
    up to 100 random bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy of the settings everywhere; the admin's own scripts evaluate expressions and set styles."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin"):
            parts.update = {
                "script-src": ["'self'", "'unsafe-eval'"],
                "style-src": ["'self'", "'unsafe-inline'"],
            }
        return parts
