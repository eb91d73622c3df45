"""An extension of ASGI that our own server offers to sockets: frames come and go by plain calls, without a turn of a task for each."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable, Mapping
from typing import Any, Final

from websockets.protocol import State

from common.lean_queue import LeanEvent, LeanQueue
from common.pace import Meter

EXTENSION: Final = "kleene.direct"
Hear = Callable[[str | None], None]


def take_direct_socket(scope: Mapping[str, Any]) -> DirectSocket | None:
    """That of this socket; None under a server that does not offer it, and once it was taken: the scope is the connection's own."""
    found: DirectSocket | None = (scope.get("extensions") or {}).pop(EXTENSION, None)
    return found


def text_frame(body: bytes) -> bytes:
    """A whole frame of text as a server sends it, without extensions (RFC 6455, section 5.2)."""
    size = len(body)
    if size < 126:
        return struct.pack("!BB", 0x81, size) + body
    return struct.pack("!BBH", 0x81, 126, size) + body if size < 65_536 else struct.pack("!BBQ", 0x81, 127, size) + body


class Inbox(LeanQueue[dict[str, Any]]):
    """What a server tells the application, in a queue, or by calls once it was handed over."""

    __slots__ = ("_gone", "_hear")

    def __init__(self) -> None:
        super().__init__()
        self._hear: Hear | None = None
        self._gone: Callable[[], None] | None = None

    def hand_over(self, hear: Hear, gone: Callable[[], None]) -> None:
        self._hear, self._gone = hear, gone
        waiting, self._items = self._items, []
        for message in waiting:
            self.put_nowait(message)

    def put_nowait(self, item: dict[str, Any]) -> None:
        if self._hear is None or self._gone is None:
            super().put_nowait(item)
        elif item["type"] == "websocket.receive":
            self._hear(item.get("text"))
        else:
            # Nobody is told anything after this, and the application is not kept by its connection.
            gone, self._hear, self._gone = self._gone, _ignore_frame, _ignore_end
            gone()


def _ignore_frame(_text: str | None) -> None:
    """What comes after the end."""


def _ignore_end() -> None:
    """Told already."""


class DirectSocket:
    """The part of a server's connection that the application calls; the server keeps what stands here as its state."""

    transport: asyncio.Transport
    conn: Any  # the library's connection
    inbox: Inbox
    meter: Meter  # of frames that come: each that goes allows one more
    may_write: LeanEvent  # set while the client takes what is sent
    senders: int  # who wait for that
    disconnected: bool
    close_sent: bool
    read_paused: bool

    def hand_over(self, hear: Hear, gone: Callable[[], None]) -> None:
        """Have `hear` called with each frame that comes, None for one that is not text, and `gone` once the client is.

        From now on, in place of `receive`; what has come before is handed over at once.
        """
        self.inbox.hand_over(hear, gone)
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()

    def write_now(self, text: str) -> bool:
        """Whether the frame was sent; False, without effect, while earlier ones wait for the client, and once the socket closes."""
        is_closing = self.disconnected or self.close_sent or self.conn.state is not State.OPEN
        if is_closing or self.senders or not self.may_write.is_set():
            return False
        self.meter.earn()
        self.transport.write(text_frame(text.encode()))
        return True
