"""A site whose requests take as long as a test wants: they end when a file appears. Run by tests/kleene_site/test_serving.py."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tests.kleene_site.bare_site import made

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


def wait_for_word(folder: Path) -> None:
    (folder / "asked").touch()
    while not (folder / "go").exists():
        time.sleep(0.01)


def application(folder: Path) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    async def answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        # In a thread, as Django's views are: cancelling does not stop it.
        await asyncio.to_thread(wait_for_word, folder)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"finished"})

    return answer


if __name__ == "__main__":
    folder, port, patience = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    site = made(application(folder), port, patience=patience)
    site.run()
    site.leave_threads_behind()
