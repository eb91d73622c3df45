"""/ws/worlds/{id}/: a world's events over a WebSocket, and turns and talk in the other direction."""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress
from typing import Final

from common.database_threads import in_thread
from common.hot.request import NotOrdinary
from common.prepared import switch
from worlds.consumers.authentication import Caller, Scope
from worlds.consumers.callers_on_loop import identify_on_loop
from worlds.consumers.closing_frames import last_words
from worlds.consumers.open_streams import open_streams
from worlds.consumers.socket_door import ENDED_WITH, SocketDoor
from worlds.consumers.socket_session import SocketSession
from worlds.consumers.sse import Receive, Send
from worlds.feed.registry import hub
from worlds.feed.subscriber import End
from worlds.wire.stream_params import StreamParams

SAID: Final = {ENDED_WITH[end]: end for end in (End.SIGNED_OUT, End.NOT_A_MEMBER)}  # codes that do not say all


class WorldConsumer(SocketDoor):
    """One task for a socket that only listens; turns, lines and commands have one each while they are being done (`SocketSession`)."""

    async def relayed(self, caller: Caller, params: StreamParams, after: int | None) -> int:
        world_id = self.scope["url_route"]["kwargs"]["world_id"]
        async with (
            open_streams().opened(caller, world_id, params) as stream,
            hub().feed(stream.access.world_id) as feed,
        ):
            self.writer.world = stream.access.world
            code = await SocketSession(self.writer, self.unread, stream, feed).run(after)
            if (end := SAID.get(code)) and (why := await in_thread(last_words, end, stream.access)):
                await self.writer.refuse(why)
            return code

    async def identify(self, ticket: str | None, token: str | None) -> Caller:
        if switch.is_on():
            with suppress(NotOrdinary):
                return await identify_on_loop(self.scope, ticket=ticket, token=token)
        return await super().identify(ticket, token)


def world_socket(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
    """The consumer as an application, without a coroutine of its own around each socket."""
    opened: Awaitable[None] = WorldConsumer()(scope, receive, send)
    return opened
