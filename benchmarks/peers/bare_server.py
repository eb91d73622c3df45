"""The floor: asyncio and `websockets`, nothing stored. A line goes to everybody in its group: bare_server.py PORT."""

from __future__ import annotations

import asyncio
import sys
from collections import defaultdict

from websockets.asyncio.server import ServerConnection, broadcast, serve

groups: defaultdict[str, set[ServerConnection]] = defaultdict(set)


async def talk(socket: ServerConnection) -> None:
    assert socket.request is not None
    members = groups[socket.request.path]
    members.add(socket)
    try:
        async for line in socket:
            broadcast(members, line)
    finally:
        members.discard(socket)


async def main(port: int) -> None:
    async with serve(talk, "127.0.0.1", port, compression=None) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
