"""Serving: the life of a server process, alone or beside others under a supervisor."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError

from common.database import close_pools, knock, require_room
from common.processes import AnotherProcess
from kleene_site.companions import accompanied, announced
from kleene_site.servers.bounds import LONGEST_REQUEST
from kleene_site.servers.chosen import site_class
from kleene_site.servers.supervisor import Ends, Supervisor
from kleene_site.warm_up import warm_up

if TYPE_CHECKING:
    from kleene_site.servers.uvicorn_server import Site

PATIENCE = 10.0  # seconds that a signal waits for requests
NO_TABLES = "The database is not prepared. Run ./kleene up, or manage.py prepare."


class CannotServe(Exception):
    """The message says why, and what to do."""


def look_at_the_database() -> None:
    """Raises CannotServe, TooFewConnections."""
    try:
        knock()
        require_room(settings.DATABASE_POOL)
    except DatabaseError as trouble:
        raise CannotServe(f"The database does not answer: {trouble}") from trouble


def serve(listeners: list[socket.socket], when_ready: Callable[[], None]) -> Callable[[], None]:
    """Serve on each of them in a process of its own until a signal comes, on a single one in this process.

    Returns what is to be called last of all: requests that outstayed the patience must not keep the process. Raises
    CannotServe, AnotherProcess, Refused.
    """
    import kleene_site.asgi  # noqa: F401 - before processes are forked, which then share it

    warm_up()
    if len(listeners) > 1:
        close_pools()  # of which nothing may be shared
        Supervisor(listeners, live_beside_others, when_ready).run()
        return lambda: None
    site = made(listeners[0], when_ready)
    live(site)
    return site.leave_threads_behind


def made(listener: socket.socket, when_ready: Callable[[], None]) -> Site:
    from kleene_site.asgi import application

    slowest = settings.TURN_WAIT_TIMEOUT + settings.NARRATOR_TIMEOUT + 15.0
    site = site_class()(application, listener, patience=PATIENCE, longest_request=max(LONGEST_REQUEST, slowest))
    site.ready_callable = when_ready
    return site


def live(site: Site, *, works: bool = True) -> None:
    """Until the site has left. Raises CannotServe, AnotherProcess."""
    try:
        with (
            announced() as process_id,
            accompanied(process_id, give_way=lambda: site.soon(site.leave), patience=PATIENCE, works=works),
        ):
            site.run()
    except DatabaseError as trouble:
        raise CannotServe(NO_TABLES) from trouble


def live_beside_others(listener: socket.socket, number: int, ends: Ends) -> None:
    """The first does the jobs. It leaves at a signal, too, but only its parent hurries it."""
    site = made(listener, lambda: ends.say(ready="yes"))
    site.signalled = site.leave
    orders = (lambda: site.soon(site.leave), lambda: site.soon(site.hurry))
    threading.Thread(target=ends.obey, args=orders, daemon=True).start()
    try:
        live(site, works=number == 0)
    except (CannotServe, AnotherProcess) as refusal:
        ends.say(refused=str(refusal))
