"""Hearing of changes that other processes make, from a server's first request on."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from django.conf import settings

from worlds.feed.registry import hub


class ChangeListening:
    """Around the whole application: its loop listens, whichever server runs it. Without Redis there is one process alone."""

    _asgi_single_callable = True  # how asgiref knows ASGI 3 in what is no coroutine function

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, scope: Any, receive: Any, send: Any) -> Awaitable[None]:
        """No coroutine of its own: each one around a stream stays as long as the stream."""
        if settings.REDIS_URL:
            self.listening = hub().listen_for_changes()
        asked: Awaitable[None] = self.application(scope, receive, send)
        return asked
