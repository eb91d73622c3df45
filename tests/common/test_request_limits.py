"""What is refused before any view is asked."""

from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator

from common import limits, request_limits
from common.request_limits import RequestLimits


async def answers(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "query", "length", "status"),
    [
        ("/invites/\0", b"", 0, 400),
        ("/", b"q=%00", 0, 400),
        ("/", b"", limits.BODY + 1, 413),
        ("/", b"", f"{limits.BODY + 1:030}", 413),
        ("/", b"", "0" * 30, 200),
        ("/", b"q=%2500", limits.BODY, 200),
    ],
)
async def test_addresses_with_nul_and_bodies_out_of_measure_are_refused_at_once(
    path: str, query: bytes, length: object, status: int
) -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query,
        "headers": [(b"content-length", str(length).encode())],
    }
    communicator: Any = ApplicationCommunicator
    line = communicator(RequestLimits(answers), scope)
    assert (await line.receive_output())["status"] == status


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "header",
    [
        (b"idempotency-key", b"a\0b"),
        (b"cookie", b"sessionid=a\0b"),
        (b"cookie", b'sessionid="abcdefgh\\000"'),
    ],
)
async def test_headers_with_nul_are_refused_at_once(header: tuple[bytes, bytes]) -> None:
    for kind, said in (("http", 400), ("websocket", None)):
        scope = {"type": kind, "method": "GET", "path": "/", "query_string": b"", "headers": [header]}
        communicator: Any = ApplicationCommunicator
        answer = await communicator(RequestLimits(answers), scope).receive_output()
        assert (answer["type"], answer.get("status")) == (
            ("http.response.start", said) if said else ("websocket.close", None)
        )


@pytest.mark.asyncio
async def test_a_socket_at_an_address_with_nul_is_never_opened() -> None:
    scope = {"type": "websocket", "path": "/ws/worlds/\0/", "query_string": b"", "headers": []}
    communicator: Any = ApplicationCommunicator
    assert await communicator(RequestLimits(answers), scope).receive_output() == {"type": "websocket.close"}


async def reads(_scope: Any, receive: Any, send: Any) -> None:
    while (message := await receive()).get("more_body"):
        pass
    if message["type"] == "http.request":
        await answers(_scope, receive, send)


async def asked_with(pieces: list[bytes]) -> Any:
    scope = {"type": "http", "path": "/", "query_string": b"", "headers": [(b"transfer-encoding", b"chunked")]}
    communicator: Any = ApplicationCommunicator
    line = communicator(RequestLimits(reads), scope)
    for piece in pieces:
        await line.send_input({"type": "http.request", "body": piece, "more_body": True})
    return line


@pytest.mark.asyncio
async def test_a_body_without_a_length_is_measured_while_it_is_read() -> None:
    for size, status in ((limits.BODY - 1, 200), (limits.BODY, 413)):
        line = await asked_with([b"x" * size])
        await line.send_input({"type": "http.request", "body": b"x"})
        assert (await line.receive_output())["status"] == status


@pytest.mark.asyncio
async def test_a_body_that_stops_coming_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_limits, "PAUSE", 0.01)
    monkeypatch.setattr(request_limits, "LINGERS", 0.01)
    line = await asked_with([b"x"])
    assert (await line.receive_output())["status"] == 400
