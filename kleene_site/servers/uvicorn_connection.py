"""What both kinds of connection share under uvicorn: slow readers are hung up on, and the refused may read why."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Final

import uvicorn

from kleene_site.servers.bounds import LINGERS, SLOWEST, WASTED

SLICE: Final = 4096  # bytes that are parsed at once: a piece of the network's own size may hold thousands of requests
NO_LINGERING: Final = struct.pack("ii", 1, 0)


class Settings(uvicorn.Config):
    """Uvicorn's, with `slowest`: the seconds in which a client that has much to read must take some of it."""

    slowest: float = SLOWEST


def hang_up(transport: asyncio.Transport) -> None:
    """Reset the connection, so that the system, too, forgets what is unsent."""
    line = transport.get_extra_info("socket")
    if line is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGERING)
    transport.abort()


class SlowReader:
    """Looks at a client that has much to read, and hangs up when it takes none of it for too long."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, settings: uvicorn.Config) -> None:
        self.transport, self.loop = transport, loop
        self.slowest = settings.slowest if isinstance(settings, Settings) else SLOWEST
        self.timer: asyncio.TimerHandle | None = None

    def watch(self) -> None:
        self.stop()
        self.timer = self.loop.call_later(self.slowest, self.look, self.transport.get_write_buffer_size())

    def look(self, before: int) -> None:
        if self.transport.get_write_buffer_size() >= before > 0:
            hang_up(self.transport)
        else:
            self.watch()

    def stop(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


class LastWords:
    """After its last bytes a connection takes and drops what still comes, for a while.

    Closing at once would reset it, and the client might never read why.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.transport, self.wasted = transport, 0
        self.timer = loop.call_later(LINGERS, transport.abort)
        transport.resume_reading()
        if transport.can_write_eof():
            transport.write_eof()

    def waste(self, data: bytes) -> None:
        self.wasted += len(data)
        if self.wasted > WASTED:
            self.transport.abort()

    def stop(self) -> None:
        self.timer.cancel()
