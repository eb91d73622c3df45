"""Write timeout and lingering close, for HTTP and WebSocket connections of uvicorn."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Final

import uvicorn

from kleene_site.servers.bounds import LINGER_BYTES, LINGER_TIME, WRITE_TIMEOUT

SLICE: Final = 4096  # bytes parsed at a time: one read from the network can hold thousands of requests or frames
NO_LINGERING: Final = struct.pack("ii", 1, 0)


class Settings(uvicorn.Config):
    """Uvicorn's settings and `write_timeout`, in seconds."""

    write_timeout: float = WRITE_TIMEOUT


def reset_connection(transport: asyncio.Transport) -> None:
    """Send RST, so that the kernel drops the unsent data as well."""
    line = transport.get_extra_info("socket")
    if line is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGERING)
    transport.abort()


class WriteTimeout:
    """Resets a connection when none of its unsent data is taken for `write_timeout` seconds; ends with the connection."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, settings: uvicorn.Config) -> None:
        self.transport, self.loop = transport, loop
        self.write_timeout = settings.write_timeout if isinstance(settings, Settings) else WRITE_TIMEOUT
        self.timer: asyncio.TimerHandle | None = None

    def watch(self) -> None:
        self.stop()
        unsent = self.transport.get_write_buffer_size()
        # One that closes and holds nothing is lost, or will be in a moment: nobody would stop what watches over it.
        if unsent or not self.transport.is_closing():
            self.timer = self.loop.call_later(self.write_timeout, self.look, unsent)

    def look(self, before: int) -> None:
        if self.transport.get_write_buffer_size() >= before > 0:
            reset_connection(self.transport)
        else:
            self.watch()

    def stop(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


class LingeringClose:
    """Closes the sending side, and for LINGER_TIME reads and discards what still arrives.

    Closing both sides at once would reset the connection, and the client might never read the answer.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.transport, self.discarded = transport, 0
        self.timer = loop.call_later(LINGER_TIME, transport.abort)
        transport.resume_reading()
        if transport.can_write_eof():
            transport.write_eof()

    def discard(self, data: bytes) -> None:
        self.discarded += len(data)
        if self.discarded > LINGER_BYTES:
            self.transport.abort()

    def stop(self) -> None:
        self.timer.cancel()
