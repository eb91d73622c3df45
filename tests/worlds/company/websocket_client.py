"""A WebSocket client as small as a test needs it: whole text frames, and the code with which the server closes."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

TEXT: Final = 1
CLOSE: Final = 8
PING: Final = 9
PONG: Final = 10
MASKED: Final = 0x80


class Gone(Exception):
    """The line is down; `code` is 1006 when nobody said so."""

    def __init__(self, code: int = 1006) -> None:
        super().__init__(code)
        self.code = code


class Wire:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def read(self) -> dict[str, Any]:
        """The next frame of text. Raises Gone."""
        while True:
            kind, body = await self._frame()
            if kind == TEXT:
                found: dict[str, Any] = json.loads(body)
                return found
            if kind == CLOSE:
                raise Gone(struct.unpack(">H", body[:2])[0] if len(body) >= 2 else 1005)
            if kind == PING:
                await self._send(PONG, body)

    async def say(self, frame: dict[str, Any]) -> None:
        await self._send(TEXT, json.dumps(frame).encode())

    async def _frame(self) -> tuple[int, bytes]:
        try:
            first, size = await self._reader.readexactly(2)
            if size == 126:
                [size] = struct.unpack(">H", await self._reader.readexactly(2))
            elif size == 127:
                [size] = struct.unpack(">Q", await self._reader.readexactly(8))
            return first & 0x0F, await self._reader.readexactly(size)
        except (OSError, EOFError) as trouble:
            raise Gone from trouble

    async def _send(self, kind: int, body: bytes) -> None:
        size = struct.pack("B", MASKED | len(body)) if len(body) < 126 else struct.pack(">BH", MASKED | 126, len(body))
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(body))
        try:
            self._writer.write(struct.pack("B", 0x80 | kind) + size + mask + masked)
            await self._writer.drain()
        except OSError as trouble:
            raise Gone from trouble


@asynccontextmanager
async def wire(port: int, path: str, *, token: str) -> AsyncIterator[Wire]:
    """An open socket. Raises Gone."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError as trouble:
        raise Gone from trouble
    try:
        await _shake_hands(reader, writer, port, path, token)
        yield Wire(reader, writer)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def _shake_hands(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, path: str, token: str
) -> None:
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        f"Authorization: Bearer {token}",
    )
    try:
        writer.write("\r\n".join((*lines, "", "")).encode())
        answer = await reader.readuntil(b"\r\n\r\n")
    except (OSError, EOFError) as trouble:
        raise Gone from trouble
    assert answer.startswith(b"HTTP/1.1 101"), answer
