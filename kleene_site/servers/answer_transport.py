"""An answer's head and the first piece of its body, sent together: one call of the system, and one packet."""

from __future__ import annotations

import asyncio


class AnswerTransport:
    """What uvicorn writes one answer to. Its head waits for the body that follows in the same moment, and goes alone where none does."""

    __slots__ = ("_begun", "_head", "_late", "_loop", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._begun, self._head = False, b""
        self._late: asyncio.Handle | None = None

    def write(self, data: bytes) -> None:
        """Each is written whole, as uvicorn does: the head, which may be preceded by `100 Continue`, and then pieces of the body."""
        if self._late is not None:
            self._late.cancel()
            self._late = None
            data, self._head = self._head + data, b""
        elif not self._begun and not data.startswith(b"HTTP/1.1 100 "):
            self._begun, self._head = True, data
            self._late = self._loop.call_soon(self._send_head)
            return
        self._transport.write(data)

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def close(self) -> None:
        self._send_head()
        self._transport.close()

    def _send_head(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
            head, self._head = self._head, b""
            if not self._transport.is_closing():
                self._transport.write(head)
