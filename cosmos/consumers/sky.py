"""/ws/cosmos/: the stars as they come and go, and who looks at them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

from common.database_threads import in_thread
from common.errors import Forbidden, NotFound, Suspended
from cosmos.consumers.client_frames import parse_sky_frame
from cosmos.consumers.sky_session import SkySession
from cosmos.consumers.sky_sockets import sky_sockets
from relations.services.people import id_of_account
from worlds.consumers.authentication import Caller, Scope, check_standing
from worlds.consumers.socket_door import ENDED_WITH, SocketDoor
from worlds.consumers.sse import Receive, Send
from worlds.feed.subscriber import End
from worlds.services import streams
from worlds.wire.stream_params import StreamParams


class SkyConsumer(SocketDoor):
    """One task reads the client's frames, others speak and look up, and one writes."""

    async def relayed(self, caller: Caller, params: StreamParams, after: int | None) -> int:
        named = self.scope["url_route"]["kwargs"].get("user_id")
        if named is not None:
            await in_thread(_require_own, caller, named)
        paid = await in_thread(partial(streams.pay_opening, caller.user_id, after=after))
        sockets = sky_sockets()
        async with sockets.opened(caller, params.client_id) as visit:
            code = await SkySession(self.writer, self.unread, sockets, visit, paid).run(after)
        if code == ENDED_WITH[End.SIGNED_OUT] and (why := await in_thread(_suspension, caller)) is not None:
            await self.writer.refuse(why)
        return code

    def parse(self, text: str | None) -> tuple[str | None, Callable[[], Any]]:
        return parse_sky_frame(text)


def _suspension(caller: Caller) -> Suspended | None:
    """Why a socket ends whose caller is suspended, until when, and how to object: no code says it."""
    try:
        check_standing(caller.user_id)
    except Suspended as refusal:
        return refusal
    return None


def _require_own(caller: Caller, named: str) -> None:
    """Raises Forbidden for whatever is not one's own id."""
    with suppress(NotFound):
        if id_of_account(named) == caller.user_id:
            return
    raise Forbidden


def sky_socket(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
    """The consumer as an application, without a coroutine of its own around each socket."""
    opened: Awaitable[None] = SkyConsumer()(scope, receive, send)
    return opened
