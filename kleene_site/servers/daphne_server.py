"""Daphne with graceful shutdown and connection limits."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

import structlog
from daphne.endpoints import build_endpoint_description_strings
from daphne.server import Server, twisted_loop

from common import shutdown
from common.hot.connections import close_connections
from kleene_site.servers.bounds import LARGEST_MESSAGE, LONGEST_REQUEST, WRITE_TIMEOUT
from kleene_site.servers.daphne_http import Factory, channel_of
from kleene_site.servers.daphne_sockets import MeasuredSocket

log = structlog.get_logger("kleene.serve")


class Site(Server):  # type: ignore[misc]
    """Stop accepting, tell those who stay long, let requests finish, leave.

    Streams and sockets watch `shutdown.server`, and end when it begins. `patience` is the longest that a signal waits for
    all of them, in seconds. A second signal waits for nothing. Cancelling what runs longer than `longest_request` seconds
    after its client has left is the last resort.
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
        super().__init__(
            application,
            # Twisted takes over the file descriptor, and closes it.
            endpoints=build_endpoint_description_strings(file_descriptor=listener.detach()),
            signal_handlers=False,
            verbosity=0,
            websocket_max_message_size=LARGEST_MESSAGE,
            websocket_max_frame_size=LARGEST_MESSAGE,
            server_name="kleene",
            application_close_timeout=longest_request,
        )
        self.patience, self.write_timeout = patience, write_timeout
        self.ports: list[Any] = []
        self.last_steps: asyncio.Task[None] | None = None
        self.abandoned = 0
        self.signalled = self.leave_or_hurry

    def run(self) -> None:
        """Serve until a signal comes."""
        for number in (signal.SIGTERM, signal.SIGINT):
            twisted_loop.add_signal_handler(number, self.signalled)
        super().run()

    def leave_threads_behind(self) -> None:
        """The last line of a process that served: requests that outstayed the patience must not keep it."""
        if self.abandoned:
            # Their threads cannot be stopped, and a normal exit would wait for them without end.
            os._exit(0)

    def listen_success(self, port: Any) -> None:
        # Else a client that sends too much sees its connection reset, and never the code that says why (1009, 1007, 1002).
        # It has a second to answer the close; what still comes of its frame is dropped.
        self.ws_factory.setProtocolOptions(failByDrop=False)
        self.ws_factory.protocol = MeasuredSocket
        port.factory.doStop()
        port.factory = Factory(self)
        port.factory.doStart()
        self.ports.append(port)

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        """What an application sends. The library below daphne lets it close sockets with 1000 and 3000 to 4999 alone.

        A server may say more (RFC 6455, section 7.4.1): 1012, that it is restarting. Whoever sends waits while its client
        has much to read yet, and a client that reads nothing for `write_timeout` seconds is hung up on.
        """
        if message["type"] != "websocket.close" or protocol.state == protocol.STATE_CONNECTING:
            await super().handle_reply(protocol, message)
        elif protocol.state == protocol.STATE_OPEN:  # else it is closing already, with a code of its own
            protocol.sendCloseFrame(code=message.get("code") or 1000)
        if (channel := channel_of(protocol)) is not None:
            await channel.wait_until_read(write_timeout=self.write_timeout)

    def leave_or_hurry(self) -> None:
        if self.last_steps:
            self.hurry()
        else:
            self.leave()

    def leave(self) -> None:
        if not self.last_steps:
            self.last_steps = twisted_loop.create_task(self.finish_and_stop())

    def hurry(self) -> None:
        """Stop without waiting."""
        self.stop()

    def soon(self, act: Callable[[], None]) -> None:
        """Call `act` in the event loop, from any thread."""
        twisted_loop.call_soon_threadsafe(act)

    async def finish_and_stop(self) -> None:
        for port in self.ports:
            port.stopListening()
        shutdown.server.begin()
        log.info("Stopping", running_requests=len(self.running_requests()))
        deadline = time.monotonic() + self.patience
        # A connection that stays open may bring one more request while the last ones finish.
        while (running := self.running_requests()) and (left := deadline - time.monotonic()) > 0:
            await asyncio.wait(running, timeout=left)
        # The last answers may still be on their way out of the process.
        await asyncio.sleep(0.05)
        await close_connections()
        self.stop()

    def running_requests(self) -> list[asyncio.Future[None]]:
        instances = (details.get("application_instance") for details in self.connections.values())
        return [instance for instance in instances if instance and not instance.done()]

    def kill_all_applications(self) -> None:
        """Cancel what still runs. (Daphne's own stumbles over a connection whose application has been cleared away.)"""
        running = self.running_requests()
        self.abandoned = len(running)
        for instance in running:
            instance.cancel()
