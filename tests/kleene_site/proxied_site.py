"""A site with a stream, a socket, and an echo of what a proxy passes on. Run by tests/kleene_site/test_nginx.py."""

import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from common import shutdown
from tests.kleene_site.bare_site import made

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
OK = {"type": "http.response.start", "status": 200}


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await greet(receive, send)
    elif scope["path"].endswith("/events"):
        await stream(send)
    else:
        await echo(scope, send)


async def greet(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": "hello"})
    await send({"type": "websocket.close"})


async def stream(send: Send) -> None:
    await send(OK | {"headers": [(b"content-type", b"text/event-stream")]})
    await send({"type": "http.response.body", "body": b"data: hello\n\n", "more_body": True})
    await shutdown.server.begun()


async def echo(scope: dict[str, Any], send: Send) -> None:
    told = {name.decode(): value.decode() for name, value in scope["headers"]}
    await send(OK | {"headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})


if __name__ == "__main__":
    site = made(application, int(sys.argv[1]), patience=1)
    site.run()
