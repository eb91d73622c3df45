"""An HTTP client of one connection that is kept, with as little work for each request as can be."""

from __future__ import annotations

import asyncio
from typing import Final, cast

PATIENCE: Final = 120.0  # seconds; no answer within them counts as none


class Unanswered(Exception):
    """The server closed the connection, or said nothing in time."""


class Connection(asyncio.Protocol):
    """Asks one thing at a time."""

    def __init__(self) -> None:
        self._answer = b""
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None
        self.is_lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status, and the body without what carries it. Raises Unanswered."""
        if self.is_lost:
            raise Unanswered
        loop = asyncio.get_running_loop()
        self._answer, self._waiting = b"", loop.create_future()
        late = loop.call_later(PATIENCE, self._fail)
        self._transport.write(request)
        try:
            return await self._waiting
        finally:
            late.cancel()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        body = whole_body(self._answer)
        if body is not None and self._waiting is not None and not self._waiting.done():
            self._waiting.set_result((int(self._answer[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True
        self._fail()

    def close(self) -> None:
        self._transport.abort()

    def _fail(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Unanswered())


def whole_body(answer: bytes) -> bytes | None:
    """None while more is to come."""
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return None
    lower = head.lower()
    if lower[9:12] in {b"204", b"304"}:
        return b""
    at = lower.find(b"content-length: ")
    if at < 0:
        return body if body.endswith(b"0\r\n\r\n") else None
    return body if len(body) >= int(lower[at + 16 :].split(b"\r", 1)[0]) else None


async def connect(port: int) -> Connection:
    _, made = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", port)
    return made


def request_bytes(
    method: str, path: str, *, token: str = "", body: bytes = b"", key: str = "", accept: str = "application/json"
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Accept: {accept}"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if key:
        lines.append(f"Idempotency-Key: {key}")
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body
