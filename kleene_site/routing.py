"""Which application answers a scope: as Channels' routers choose, without a coroutine of theirs around each stream."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from channels.routing import ProtocolTypeRouter, URLRouter


class Protocols(ProtocolTypeRouter):  # type: ignore[misc]  # Channels has no types
    """Raises ValueError for a protocol without an application."""

    _asgi_single_callable = True  # how asgiref knows ASGI 3 in what is no coroutine function

    def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> Awaitable[None]:
        application = self.application_mapping.get(scope["type"])
        if application is None:
            raise ValueError(f"No application configured for scope type {scope['type']!r}")
        answered: Awaitable[None] = application(scope, receive, send)
        return answered


class Paths(URLRouter):  # type: ignore[misc]
    """For the outermost router alone; it notes `url_route` in the scope itself, as Channels' does in a copy. Raises ValueError."""

    _asgi_single_callable = True

    def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> Awaitable[None]:
        path = scope["path"][len(scope.get("root_path", "")) :].lstrip("/")
        for route in self.routes:
            if (found := route.pattern.match(path)) is not None:
                scope["url_route"] = {"args": found[1], "kwargs": found[2]}
                answered: Awaitable[None] = route.callback(scope, receive, send)
                return answered
        raise ValueError(f"No route found for path {path!r}.")
