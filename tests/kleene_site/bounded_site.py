"""A site that answers much, at once or in pieces, and says how often it was asked. Run by tests/kleene_site/test_bounded_http.py."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from common.request_limits import RequestLimits
from tests.kleene_site.bare_site import made

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

MUCH = b"x" * 1_500_000
PIECE = b"x" * 64 * 1024
PIECES = 1000


class Counting:
    """`/much` answers MUCH and counts; `/long` sends pieces, one after the other; anything else says the counts."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked, self.pieces = folder, 0, 0

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        while (message := await receive()).get("more_body"):
            pass
        if message["type"] == "http.disconnect":
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        if scope["path"] == "/long":
            await self.pour(send)
            return
        self.asked += scope["path"] == "/much"
        body = MUCH if scope["path"] == "/much" else f"{self.asked} {self.pieces}".encode()
        await send({"type": "http.response.body", "body": body})

    async def pour(self, send: Send) -> None:
        for self.pieces in range(PIECES):
            await send({"type": "http.response.body", "body": PIECE, "more_body": True})
            (self.folder / "sent").touch()
        await send({"type": "http.response.body", "body": b""})
        (self.folder / "all").touch()


if __name__ == "__main__":
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    made(RequestLimits(Counting(folder)), port, patience=1, write_timeout=float(sys.argv[3])).run()
