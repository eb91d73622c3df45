"""What the server takes for a request at all."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kleene_site.test_bounded_http import connected, counts, everything, site

UPGRADE = b"Upgrade: websocket\r\nConnection: Upgrade\r\n"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    with site(tmp_path) as found:
        yield found


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /much HTTP/1.1\r\nX: " + b"a" * 40_000, 431),
        (b"GET /much HTTP/1.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", 431),
        (b"GET /much HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431),
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n", 431),
        (b"EHLO example.org\r\n\r\n", 400),
        (b"GET /much HTTP/1.1\r\n" + UPGRADE + b"\r\n", 400),
    ],
    ids=["no end", "long header", "many headers", "long address", "no HTTP", "no handshake"],
)
def test_what_is_no_request_is_refused_and_asks_nobody(port: int, head: bytes, status: int) -> None:
    with connected(port) as line:
        line.sendall(head)
        assert everything(line).startswith(b"HTTP/1.1 %d " % status)
    assert counts(port)[0] == 0


def test_a_refused_client_that_sends_on_may_still_read_why(port: int) -> None:
    with connected(port) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX: " + b"a" * 1_000_000)
        assert b'"code":"too_large"' in everything(line)


def test_small_requests_in_one_line_are_all_answered_in_their_order(port: int) -> None:
    many = 3000  # of which no more are parsed than one piece holds
    with connected(port) as line:
        line.sendall(b"GET /counts HTTP/1.1\r\nHost: a\r\n\r\n" * many)
        assert answers(line, many) == many


def answers(line: socket.socket, many: int) -> int:
    """How many come, read until so many have, or the connection is closed."""
    read = b""
    while read.count(b"HTTP/1.1 200") < many:
        part = line.recv(1 << 16)
        if not part:
            break
        read += part
    return read.count(b"HTTP/1.1 200")
