"""What one client may cost the bundled server, whatever it sends and however little it reads."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from common import limits
from tests.kleene_site.bounded_site import MUCH, PIECE, PIECES
from tests.kleene_site.programs import environment
from tests.kleene_site.test_serving import free_port, running, wait_until

pytestmark = pytest.mark.usefixtures("server")

MANY = 400
HEAD = b"POST /much HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@contextmanager
def site(folder: Path, *, write_timeout: float = 600) -> Iterator[int]:
    port = free_port()
    words = ("-m", "tests.kleene_site.bounded_site", str(folder), str(port), str(write_timeout))
    with running(*words, env=environment(folder), until="ready"):
        yield port


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=60)


def counts(port: int) -> list[int]:
    """How many requests the application was asked, and how many pieces of its long answer it has sent."""
    return [int(word) for word in httpx.get(f"http://127.0.0.1:{port}/counts").text.split()]


@pytest.mark.parametrize("method", [b"POST", b"GET"])
def test_a_body_is_refused_by_its_length_before_any_of_it_came(tmp_path: Path, method: bytes) -> None:
    with site(tmp_path) as port, connected(port) as line:
        length = b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % (limits.BODY + 1)
        line.sendall(HEAD.replace(b"POST", method) + length)
        answer = everything(line)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b'"code":"too_large"' in answer
        assert b"100 Continue" not in answer
        assert counts(port)[0] == 0


def test_a_body_without_a_length_is_refused_as_soon_as_it_is_too_long(tmp_path: Path) -> None:
    with site(tmp_path) as port, connected(port) as line:
        line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        for _ in range(limits.BODY // 0x10000 + 1):  # and its end never comes
            line.sendall(chunk)
        assert everything(line).startswith(b"HTTP/1.1 413 ")
        assert counts(port)[0] == 0


@pytest.mark.parametrize(
    "length", [b"Content-Length: 3\r\n\r\nabc", b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"]
)
def test_a_body_in_measure_is_taken(tmp_path: Path, length: bytes) -> None:
    with site(tmp_path) as port, connected(port) as line:
        line.sendall(HEAD + b"Connection: close\r\n" + length)
        assert everything(line).count(b"x") == len(MUCH)


def test_many_requests_in_one_line_are_answered_only_as_their_client_reads(tmp_path: Path) -> None:
    with site(tmp_path) as port, connected(port) as line:
        line.sendall((HEAD + b"Content-Length: 0\r\n\r\n") * MANY)
        wait_until(lambda: counts(port)[0] > 0)
        # Each of these passes through the same loop as the others would. The machine takes some answers into buffers of its own.
        assert max(counts(port)[0] for _ in range(50)) <= MANY // 20
        assert read(line, MANY * len(MUCH)) == MANY


def test_who_reads_nothing_of_a_stream_is_hung_up_on(tmp_path: Path) -> None:
    with site(tmp_path, write_timeout=0.2) as port, connected(port) as line:
        line.sendall(b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        wait_until((tmp_path / "all").exists)  # what is sent to nobody costs nothing, and ends
        with pytest.raises(ConnectionResetError):
            everything(line)


def test_who_reads_slowly_gets_it_all_and_makes_the_sender_wait(tmp_path: Path) -> None:
    with site(tmp_path) as port, connected(port) as line:
        line.sendall(b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        wait_until((tmp_path / "sent").exists)
        assert max(counts(port)[1] for _ in range(50)) < PIECES // 5
        assert everything(line).count(b"x") == PIECES * len(PIECE)


def everything(line: socket.socket) -> bytes:
    """What comes until the other side closes."""
    return b"".join(iter(lambda: line.recv(1 << 20), b""))


def read(line: socket.socket, amount: int) -> int:
    """How many answers come, read until so many bytes of bodies have."""
    answers = size = 0
    while size < amount:
        part = line.recv(1 << 20)
        assert part, "the connection was closed"
        answers, size = answers + part.count(b"HTTP/1.1 200"), size + len(part)
    return answers
