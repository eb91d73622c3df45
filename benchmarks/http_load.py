"""Requests over a number of connections, each of which asks again as soon as it is answered."""

from __future__ import annotations

import asyncio
import time
from typing import Final, cast

CONNECTIONS: Final = 16  # each asks again when it is answered


class Client(asyncio.Protocol):
    """One connection that asks again as soon as it is answered, with as little work as can be."""

    def __init__(self, request: bytes, lasted: list[float]) -> None:
        self.request, self.lasted = request, lasted
        self.answer = b""
        self.asked = 0.0
        self.is_lost = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.ask()

    def ask(self) -> None:
        self.answer, self.asked = b"", time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.answer += data
        if is_whole(self.answer):
            assert self.answer.startswith(b"HTTP/1.1 200"), self.answer[:200]
            self.lasted.append(time.perf_counter() - self.asked)
            self.ask()

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost.set()


def is_whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    lower = head.lower()
    at = lower.find(b"content-length: ")
    if at < 0:
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= int(lower[at + 16 :].split(b"\r", 1)[0])


async def keep_asking(port: int, request: bytes, lasted: list[float]) -> None:
    """Over one connection; over the next one when the server closes it, as hypercorn does after 1000 requests."""
    while True:
        connecting = asyncio.get_running_loop().create_connection(lambda: Client(request, lasted), "127.0.0.1", port)
        transport, client = await connecting
        try:
            await client.is_lost.wait()
        finally:
            transport.abort()


async def load(port: int, seconds: float) -> list[float]:
    """Seconds that each request took; at least one is waited for."""
    lasted: list[float] = []
    request = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode()
    clients = [asyncio.create_task(keep_asking(port, request, lasted)) for _ in range(CONNECTIONS)]
    await asyncio.wait(clients, timeout=seconds)
    while not lasted and not any(client.done() for client in clients):  # a busy machine may answer nobody so soon
        await asyncio.wait(clients, timeout=seconds)
    for client in clients:
        client.cancel()
    await asyncio.gather(*clients, return_exceptions=True)
    return lasted
