"""Hearing of changes that other processes make, from a server's first request on."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from worlds.feed.registry import hub


class ChangeListening:
    """Around the whole application: its loop listens, whichever server runs it. Without Redis there is one process alone."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if settings.REDIS_URL:
            self.listening = hub().listen_for_changes()
        await self.application(scope, receive, send)
