"""Two processes under our supervisor, with an application of the tests' own. Run by tests/kleene_site/test_several_processes.py."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from kleene_site.servers.chosen import site_class
from kleene_site.servers.listening import listening_sockets
from kleene_site.servers.supervisor import ChildPipes, Refused, Supervisor

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

FOLDER, PORT, HOW = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Says which process answers; `/slow` only when a file appears."""
    if scope["path"] == "/slow":
        (FOLDER / "asked").touch()
        while not (FOLDER / "go").exists():  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.01)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(os.getpid()).encode()})


def live(listener: socket.socket, number: int, pipes: ChildPipes) -> None:
    if HOW == "refuses" and number:
        pipes.report(refused="Not here.")
        return
    if HOW == "breaks" and number:
        os._exit(3)
    made: Any = site_class(os.environ.get("KLEENE_SERVER", "uvicorn"))
    site = made(application, listener, patience=60)
    site.signalled = site.leave
    site.ready_callable = lambda: pipes.report(ready="yes")
    if HOW == "plans":  # each process finds the same shutdown planned
        site.ready_callable = lambda: pipes.report(stop="as planned")
    orders = (lambda: site.soon(site.leave), lambda: site.soon(site.hurry))
    threading.Thread(target=pipes.follow_orders, args=orders, daemon=True).start()
    site.run()


if __name__ == "__main__":
    try:
        Supervisor(
            listening_sockets("127.0.0.1", PORT, 2),
            live,
            lambda: print("ready", flush=True),  # noqa: T201
        ).run()
    except Refused as refusal:
        sys.exit(str(refusal))
    print("all left", flush=True)  # noqa: T201
