"""Which addresses are hot doors, and whether this process has them."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import DatabaseError, connection

from common.database import return_connections
from common.hot import health, tickets
from common.hot.application import HotDoors
from common.hot.caller import HotCaller
from common.hot.routes import Routes
from common.prepared import switch
from common.prepared.select import compile_all
from presence.hot import read_ahead, send_heartbeat
from presence.services.attendance import attendance
from profiles.hot_authentication import authenticate
from worlds.hot import chat, games, turns

log = structlog.get_logger("kleene.hot")

DOORS: Final = Routes(
    {
        "GET /api/v1/game/*": (games.show_game, "GET, HEAD", games.read_ahead),
        "POST /api/v1/worlds/*/chat": (chat.say_line, "GET, POST, HEAD", chat.read_ahead),
        "POST /api/v1/presence/heartbeat": (send_heartbeat, "POST", read_ahead),
        "POST /api/v1/stream-tickets": (tickets.issue_ticket, "POST", tickets.read_ahead),
        "POST /api/v1/game/*/turns": (turns.play_turn, "GET, POST, HEAD", turns.read_ahead),
    },
    open_doors={"GET /health/live": health.live, "GET /health/ready": health.ready},
)


def around(application: Any) -> Any:
    """The application with its hot doors, unless the settings leave them out."""
    if not is_wanted():
        return application
    return HotDoors(application, routes=DOORS, authenticate=authenticate, heard=_heard, is_on=Readiness())


def is_wanted() -> bool:
    """Whether the settings leave this process connections for the event loop."""
    return bool(settings.HOT_POOL if connection.vendor == "postgresql" else settings.KLEENE_HOT_DOORS)


class Readiness:
    """Under a server that has not compiled the statements at its start they are compiled in a thread at the first request.

    Until that is done the plain doors answer.
    """

    def __init__(self) -> None:
        self._compiling: asyncio.Task[None] | None = None

    def __call__(self) -> bool:
        if not switch.is_on() and (self._compiling is None or self._compiling.done()):
            self._compiling = asyncio.get_running_loop().create_task(asyncio.to_thread(compile_statements))
        return switch.is_on()


def compile_statements() -> None:
    """Turn the event loop's own path on, for sockets too, whose first frame may come before any request."""
    try:
        compile_all()
        switch.turn_on()
    except DatabaseError as trouble:
        log.warning("hot doors wait for the database", trouble=str(trouble).strip())
    finally:
        return_connections()


def _heard(caller: HotCaller) -> None:
    attendance.hear(caller.user_id)
