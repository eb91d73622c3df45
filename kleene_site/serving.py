"""Running the server: in this process, or in several under a supervisor."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError

from common.arrivals import SharedMemory
from common.database import close_pools, knock, require_room
from common.heard_shutdown import heard_shutdown
from common.processes import AnotherProcess, require_tables
from kleene_site.companions import accompanied, announced
from kleene_site.servers.bounds import LONGEST_REQUEST
from kleene_site.servers.chosen import site_class
from kleene_site.servers.supervisor import ChildPipes, Supervisor
from kleene_site.shutdown_watch import ShutdownWatch, tell_on_loop
from kleene_site.warm_up import warm_up
from worlds.feed.fifo import slots

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
    try:
        require_tables()  # before all that a start loads
    except DatabaseError as trouble:
        raise CannotServe(NO_TABLES) from trouble


def serve(listeners: list[socket.socket], on_ready: Callable[[], None]) -> Callable[[], None]:
    """Serve until a signal comes: a single listener in this process, several in one process each.

    Returns a function to call last: it ends the process even when requests are still running after PATIENCE. Raises
    CannotServe, AnotherProcess, Refused.
    """
    import kleene_site.asgi  # noqa: F401 - before the fork, so that the processes share its memory

    warm_up()
    if len(listeners) > 1:
        close_pools()  # a forked process must not share a connection
        arrivals = SharedMemory(len(listeners))
        Supervisor(listeners, partial(run_child, arrivals), on_ready, arrivals.forget).run()
        return lambda: None
    site = made(listeners[0], on_ready)
    run(site)
    return site.leave_threads_behind


def made(listener: socket.socket, on_ready: Callable[[], None]) -> Site:
    from kleene_site.asgi import application

    slowest = settings.TURN_WAIT_TIMEOUT + settings.NARRATOR_TIMEOUT + 15.0
    site = site_class()(application, listener, patience=PATIENCE, longest_request=max(LONGEST_REQUEST, slowest))
    site.ready_callable = on_ready
    return site


def run(site: Site, *, works: bool = True, end_all: Callable[[], None] | None = None) -> None:
    """Return when the server has stopped. `end_all` stops all of its processes, where there are several.

    Raises CannotServe, AnotherProcess.
    """
    leave = end_all or (lambda: site.soon(site.leave))
    watch = ShutdownWatch(tell_on_loop(site.soon), leave, heard_shutdown)
    try:
        with (
            announced() as process_id,
            accompanied(
                process_id, give_way=lambda: site.soon(site.leave), watch=watch, patience=PATIENCE, works=works
            ),
        ):
            site.run()
    except DatabaseError as trouble:
        raise CannotServe(NO_TABLES) from trouble
    close_pools()  # the event loop has closed its own


def share_queues(arrivals: SharedMemory, number: int) -> None:
    """Have turns of all processes wait for places in one order. Call it on the event loop that serves."""
    slots.arrivals = arrivals.of_process(number, asyncio.get_running_loop(), slots.look)


def run_child(arrivals: SharedMemory, listener: socket.socket, number: int, pipes: ChildPipes) -> None:
    """One process of several. Number 0 runs the jobs. A signal stops it once; only the supervisor cuts the wait short."""
    site = made(listener, lambda: pipes.report(ready="yes"))
    site.soon(lambda: share_queues(arrivals, number))
    site.signalled = site.leave
    orders = (lambda: site.soon(site.leave), lambda: site.soon(site.hurry))
    threading.Thread(target=pipes.follow_orders, args=orders, daemon=True).start()
    try:
        run(site, works=number == 0, end_all=lambda: pipes.report(stop="as planned"))
    except (CannotServe, AnotherProcess) as refusal:
        pipes.report(refused=str(refusal))
