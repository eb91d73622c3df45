"""A site with a stream that lasts until the server leaves. Run by tests/kleene_site/test_serving.py."""

import sys
from collections.abc import Awaitable, Callable
from typing import Any

from common import shutdown
from tests.kleene_site.bare_site import made

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def stream(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    await send({"type": "http.response.body", "body": b"data: hello\n\n", "more_body": True})
    await shutdown.server.begun()
    await send({"type": "http.response.body", "body": b"data: goodbye\n\n"})


if __name__ == "__main__":
    port, patience = int(sys.argv[1]), float(sys.argv[2])
    site = made(stream, port, patience=patience)
    site.run()
    print("left nobody behind", flush=True)  # noqa: T201
