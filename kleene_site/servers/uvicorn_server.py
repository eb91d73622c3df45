"""Uvicorn with graceful shutdown and connection limits."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import structlog
import uvicorn
import uvloop

from common import shutdown
from common.hot.connections import close_connections
from kleene_site.servers.bounds import KEEP_ALIVE, LARGEST_MESSAGE, LONGEST_REQUEST, WRITE_TIMEOUT
from kleene_site.servers.uvicorn_connection import Settings
from kleene_site.servers.uvicorn_http import HttpConnection
from kleene_site.servers.uvicorn_sockets import SocketConnection

log = structlog.get_logger("kleene.serve")

LOOK: Final = 0.02  # seconds between two checks
FLUSH: Final = 1.0  # seconds for sending the last answers


class Site(uvicorn.Server):
    """On a signal it stops accepting, ends streams and WebSockets, lets requests finish, and stops.

    Streams and WebSockets watch `shutdown.server`. The server waits `patience` seconds at most; after a second signal it does not
    wait. A request whose client has disconnected is never cancelled, so `longest_request` has no effect here.
    """

    def __init__(
        self,
        application: Any,
        listener: socket.socket,
        *,
        patience: float,
        longest_request: float = LONGEST_REQUEST,
        write_timeout: float = WRITE_TIMEOUT,
    ) -> None:
        super().__init__(settings_for(application, write_timeout))
        self.listener, self.patience = listener, patience
        self.ready_callable: Callable[[], None] = lambda: None
        self.signalled = self.leave_or_hurry
        self.loop = uvloop.new_event_loop()
        self.is_hurried = False
        self.abandoned = 0

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until a signal comes."""
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self.serve(sockets=[self.listener]))
        if not self.abandoned:
            self.loop.run_until_complete(close_connections())
            self.loop.run_until_complete(cancel_the_rest())

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready_callable()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        for number in (signal.SIGTERM, signal.SIGINT):
            self.loop.add_signal_handler(number, self.signalled)
        yield

    def leave_or_hurry(self) -> None:
        if self.should_exit:
            self.hurry()
        else:
            self.leave()

    def leave(self) -> None:
        self.should_exit = True

    def hurry(self) -> None:
        """Stop without waiting."""
        self.should_exit = self.is_hurried = True

    def soon(self, act: Callable[[], None]) -> None:
        """Call `act` in the event loop, from any thread."""
        self.loop.call_soon_threadsafe(act)

    def leave_threads_behind(self) -> None:
        """Exit even when threads of abandoned requests are still running; call it last."""
        if self.abandoned:
            # Threads cannot be stopped, and a normal exit would wait for them.
            os._exit(0)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        self.listener.close()
        shutdown.server.begin()
        log.info("Stopping", running_requests=len(self.server_state.tasks))
        self.close_idle()
        await self.wait_while(lambda: bool(self.server_state.tasks), seconds=self.patience)
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self.wait_while(self.is_unsent, seconds=FLUSH)
        self.abandoned = len(self.server_state.tasks)
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    def close_idle(self) -> None:
        """Close idle HTTP connections; others close after their response, WebSockets by their application."""
        for connection in list(self.server_state.connections):
            if isinstance(connection, HttpConnection):
                connection.shutdown()

    async def wait_while(self, true: Callable[[], bool], *, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while true() and time.monotonic() < deadline and not self.is_hurried:  # noqa: ASYNC110 - nothing tells of a change
            await asyncio.sleep(LOOK)

    def is_unsent(self) -> bool:
        return any(each.transport.get_write_buffer_size() for each in self.server_state.connections)


def settings_for(application: Any, write_timeout: float) -> Settings:
    made = Settings(
        application,
        interface="asgi3",
        http=HttpConnection,
        ws=SocketConnection,
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        headers=[("server", "kleene")],
        timeout_keep_alive=int(KEEP_ALIVE),
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,  # saves most of the memory of a connection
        ws_ping_timeout=30.0,
    )
    made.write_timeout = write_timeout
    return made


async def cancel_the_rest() -> None:
    """Cancel background tasks; do not wait for threads."""
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    if rest:
        await asyncio.wait(rest, timeout=1)
