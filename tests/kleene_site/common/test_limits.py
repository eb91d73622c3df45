"""What is refused before any view is asked."""

from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator

from kleene_site.common.limits import LONGEST_BODY, Limits


async def answers(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "query", "length", "status"),
    [
        ("/invites/\0", b"", 0, 400),
        ("/", b"q=%00", 0, 400),
        ("/", b"", LONGEST_BODY + 1, 413),
        ("/", b"", f"{LONGEST_BODY + 1:030}", 413),
        ("/", b"", "0" * 30, 200),
        ("/", b"q=%2500", LONGEST_BODY, 200),
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
    line = communicator(Limits(answers), scope)
    assert (await line.receive_output())["status"] == status
