"""What stands behind a chunked body is no header of a request that was judged by its head."""

from __future__ import annotations

import asyncio

import pytest
from uvicorn.server import ServerState

from kleene_site.servers.uvicorn_http import HttpConnection
from tests.kleene_site.own_connections import greeting, listening
from tests.kleene_site.test_ended_connections import GET, until_none

CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
AFTERWARDS = b"X-Forwarded-For: 10.0.0.1\r\nOrigin: http://a\r\nAuthorization: Bearer b\r\n\r\n"


async def test_trailers_are_no_headers_of_their_request_nor_of_the_next() -> None:
    made: list[HttpConnection] = []
    async with listening(HttpConnection, greeting, made) as address:
        host, _, port = address.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        for request, told in (
            (CHUNKED + AFTERWARDS, b"host, transfer-encoding, |, host, transfer-encoding"),
            (GET, b"host, |, host"),
        ):
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 ")
            assert await reader.readexactly(len(told)) == told
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize(
    "trailers", [b"X: " + b"a" * 60_000, b"X: a\r\n" * 10_000, b"X" * 60_000], ids=["no end", "many", "no colon"]
)
async def test_trailers_have_the_bounds_of_a_head(trailers: bytes) -> None:
    made: list[HttpConnection] = []
    async with listening(HttpConnection, greeting, made, state := ServerState()) as address:
        host, _, port = address.partition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(CHUNKED + trailers)
        await asyncio.sleep(0)
        while not made:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0)
        await until_none(state)
        writer.close()
