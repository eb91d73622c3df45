"""A WebSocket client that hands whole frames to a function. It masks with zeros, which costs nothing and is allowed."""

from __future__ import annotations

import asyncio
import base64
import os
import struct
from collections.abc import Callable
from typing import Final, cast

TEXT: Final = 1
BINARY: Final = 2
CLOSE: Final = 8
PING: Final = 9
PONG: Final = 10
UNMASKED: Final = b"\0\0\0\0"
PATIENCE: Final = 60.0  # seconds for the handshake


class Socket(asyncio.Protocol):
    """`heard` gets each frame of text or bytes. `gone` is done with the code of the close, 1006 when nobody said it."""

    def __init__(self, request: bytes, heard: Callable[[Socket, bytes], None]) -> None:
        self._request, self._heard = request, heard
        self._buffer = bytearray()
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self.gone: asyncio.Future[int] = loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self.opened.done() and not self._handshake():
            return
        while (frame := self._next()) is not None:
            self._take(*frame)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("closed before it was opened"))
        if not self.gone.done():
            self.gone.set_result(1006)

    def say(self, body: bytes, kind: int = TEXT) -> None:
        size = len(body)
        first = 0x80 | kind
        head = struct.pack("BB", first, 0x80 | size) if size < 126 else struct.pack(">BBH", first, 0x80 | 126, size)
        self._transport.write(head + UNMASKED + body)

    def close(self) -> None:
        self._transport.abort()

    def _handshake(self) -> bool:
        head, end, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        if not end:
            return False
        self._buffer = bytearray(rest)
        if head.startswith(b"HTTP/1.1 101"):
            self.opened.set_result(None)
        else:
            self.opened.set_exception(ConnectionError(head[:200].decode(errors="replace")))
            self._transport.abort()
        return True

    def _next(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1] & 0x7F, 2
        if size == 126:
            size, start = int.from_bytes(buffer[2:4]), 4
        elif size == 127:
            size, start = int.from_bytes(buffer[2:10]), 10
        if len(buffer) < start or len(buffer) < start + size:
            return None
        kind, body = buffer[0] & 0x0F, bytes(buffer[start : start + size])
        del buffer[: start + size]
        return kind, body

    def _take(self, kind: int, body: bytes) -> None:
        if kind in {TEXT, BINARY}:
            self._heard(self, body)
        elif kind == PING:
            self.say(body, PONG)
        elif kind == CLOSE and not self.gone.done():
            self.gone.set_result(int.from_bytes(body[:2]) if len(body) >= 2 else 1005)


async def open_socket(port: int, path: str, heard: Callable[[Socket, bytes], None], *, token: str = "") -> Socket:
    """Raises ConnectionError, TimeoutError."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        *([f"Authorization: Bearer {token}"] if token else []),
    ]
    request = "\r\n".join((*lines, "", "")).encode()
    loop = asyncio.get_running_loop()
    _, made = await loop.create_connection(lambda: Socket(request, heard), "127.0.0.1", port)
    async with asyncio.timeout(PATIENCE):
        await made.opened
    return made
