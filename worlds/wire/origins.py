"""Pages of others may not open sockets here in the name of whoever looks at them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host
from django.utils.http import is_same_domain

from common.errors import Forbidden

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class ForeignOrigin(Forbidden):
    code = "foreign_origin"
    message = "Pages of other sites cannot open streams with a cookie."


class OwnOrigins:
    """Refuses a socket of a foreign page before it is accepted. Programs send no Origin; browsers always do."""

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """No coroutine of its own: each one around a stream stays as long as the stream."""
        application = self.application if is_own(scope) else refuse_socket
        opened: Awaitable[None] = application(scope, receive, send)
        return opened


async def refuse_socket(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Close a socket before it is accepted: an HTTP 403."""
    await send({"type": "websocket.close"})


def is_own(scope: Scope) -> bool:
    hosts = list(_values(scope, b"host"))
    if not all(validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS) for host in hosts):
        return False
    return all(_is_ours(origin.lower(), "".join(hosts).lower()) for origin in _values(scope, b"origin"))


def is_own_request(request: HttpRequest) -> bool:
    """The same of a request whose host has been looked at."""
    origin = request.headers.get("Origin")
    return origin is None or _is_ours(origin.lower(), request.get_host().lower())


def _is_ours(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if parts.scheme in {"http", "https"} and parts.netloc == host:
        return True
    return any(_matches(parts.scheme, parts.netloc, trusted) for trusted in settings.KLEENE_TRUSTED_ORIGINS)


def _matches(scheme: str, netloc: str, trusted: str) -> bool:
    """Trusted origins are written as Django has them: `https://*.example.org` means every subdomain."""
    pattern = urlsplit(trusted)
    return scheme == pattern.scheme and is_same_domain(netloc, pattern.netloc.lstrip("*"))


def _values(scope: Scope, header: bytes) -> Iterator[str]:
    return (value.decode("latin-1") for name, value in scope["headers"] if name == header)
