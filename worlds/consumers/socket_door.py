"""What every socket of ours does before it says anything: it is accepted, learns who asks, and closes with a code that says why."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import structlog
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from common import api_errors, open_connections
from common.database_threads import in_thread
from common.direct_socket import take_direct_socket
from common.errors import AuthInvalid, AuthRequired, KleeneError, Suspended
from common.interruption import Interruption
from common.player_budgets import asked_by
from common.throttles import client_address
from worlds.consumers.authentication import Caller, Scope, identify_caller, request_of
from worlds.consumers.client_frames import Auth, parse_frame
from worlds.consumers.open_streams import require_room
from worlds.consumers.socket_writer import SocketWriter
from worlds.consumers.sse import REFUSED, Receive, Send
from worlds.consumers.unread import Unread
from worlds.feed.subscriber import End
from worlds.models.versions import IncompatibleVersion
from worlds.services.membership.removal import SentAway
from worlds.wire.stream_params import StreamParams, stream_params_of

log = structlog.get_logger("kleene.sockets")

MOST_FIRST: Final = 10  # frames of who has not said who they are
TRY_LATER: Final = 1013
TOO_MUCH: Final = 4429
REFUSED_WITH: Final = {
    400: 4400,
    401: 4401,
    403: 4403,
    404: 4404,
    409: 4410,
    410: 4410,
    429: TOO_MUCH,
}
ENDED_WITH: Final = {
    End.TOO_SLOW: 4408,
    End.REPLACED: 4409,
    End.SIGNED_OUT: 4401,
    End.NOT_A_MEMBER: 4403,
    End.ARCHIVED: 4410,
    End.LEAVING: 1012,
}
TOLD: Final = (IncompatibleVersion, Suspended, SentAway)  # no code of closing says it, so a frame does before


class SocketDoor(AsyncWebsocketConsumer):  # type: ignore[misc]
    """It joins no group and has no channel of its own: the process's feed hands it its events.

    Frames of the client go to `unread`, which queues them or begins what they ask. `relayed` is the rest of its life, once it is known who asks; `parse` reads its frames.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope, self.base_send = scope, send
        self.direct = take_direct_socket(scope)
        self.writer = SocketWriter(send, self.direct)
        self.unread = Unread(self.overrun)
        self.serving, self.is_overrun, self.is_gone = Interruption(), False, False
        with open_connections.here.one_more():  # from now on, whoever it may be
            await self.opened(receive)

    async def opened(self, receive: Receive) -> None:
        """From its acceptance to its end: in this task alone where the server hands frames over, else in one beside it."""
        if (await receive())["type"] != "websocket.connect":
            return
        # Told who asks only after this: browsers do not show why a socket was refused before it was accepted.
        await self.accept("bearer" if "bearer" in self.scope["subprotocols"] else None)
        if self.direct is not None:
            self.direct.hand_over(self.unread.note, self.leave)
            await self.live()
        else:
            await self.live_in_a_task(receive)

    async def live_in_a_task(self, receive: Receive) -> None:
        """The same where frames must be asked for: Channels' own would pass each through the one thread that must never wait."""
        life = asyncio.create_task(self.live())
        try:
            while (message := await receive())["type"] == "websocket.receive":
                self.unread.note(message.get("text"))
        finally:
            life.cancel()
            with suppress(asyncio.CancelledError):
                await life

    def leave(self) -> None:
        """The client has gone: what is served ends wherever it waits."""
        self.is_gone = True
        self.serving.interrupt()

    def overrun(self) -> None:
        """More was said than may be: what is served ends wherever it waits."""
        self.is_overrun = True
        self.serving.interrupt()

    async def live(self) -> None:
        code = TOO_MUCH
        try:
            with self.serving:
                if not (self.is_overrun or self.is_gone):
                    code = await self.serve()
        except REFUSED as trouble:
            refusal = api_errors.translated(trouble)
            if isinstance(refusal, TOLD):
                await self.writer.refuse(refusal)
            code = code_for(refusal)
        except Exception:
            log.exception("socket broke")
            code = 1011
        await self.writer.close(TOO_MUCH if self.is_overrun else code)

    async def serve(self) -> int:
        """The whole life of the socket; returns the code to close it with. Raises what REFUSED lists."""
        require_room()
        params = stream_params_of(self.scope)
        caller, after = await self.authenticated(params)
        self.scope["headers"].clear()  # the server keeps them, too, and nobody asks for them again
        with asked_by(caller.guest_address, is_agent=caller.is_agent):
            return await self.relayed(caller, params, after)

    async def relayed(self, caller: Caller, params: StreamParams, after: int | None) -> int:
        """Tell and hear until the socket must be closed; returns the code for that. `after` None: from now on."""
        raise NotImplementedError

    async def authenticated(self, params: StreamParams) -> tuple[Caller, int | None]:
        """Who this is, and where they resume. Raises AuthRequired, AuthInvalid and their like."""
        try:
            caller = await self.identified(ticket=params.ticket, token=bearer_token(self.scope["subprotocols"]))
        except AuthRequired:
            with open_connections.strangers.one_more(client_address(request_of(self.scope))):
                auth = await self.first_words()
            caller = await self.identified(token=auth.token)
            return caller, params.after if auth.after is None else auth.after
        return caller, params.after

    async def identified(self, *, ticket: str | None = None, token: str | None = None) -> Caller:
        try:
            return await self.identify(ticket, token)
        except (AuthRequired, Suspended):
            raise
        except KleeneError as refusal:
            # Whatever else is wrong with the account: to a socket it is one thing.
            raise AuthInvalid from refusal

    async def identify(self, ticket: str | None, token: str | None) -> Caller:
        """Raises as `identify_caller`."""
        return await in_thread(identify_caller, self.scope, ticket=ticket, token=token)

    async def first_words(self) -> Auth:
        """Raises AuthRequired if they do not come in time, or not among the first."""
        try:
            async with asyncio.timeout(settings.WS_AUTH_DEADLINE):
                for _ in range(MOST_FIRST):
                    if isinstance(frame := await self.first_frame(), Auth):
                        return frame
                    await self.writer.refuse(AuthRequired())
        except TimeoutError:
            pass
        raise AuthRequired

    def parse(self, text: str | None) -> tuple[str | None, Callable[[], Any]]:
        """As `parse_frame`."""
        return parse_frame(text)

    async def first_frame(self) -> Any:
        try:
            _, read = self.parse(await self.unread.get())
            return read()
        except KleeneError as refusal:
            await self.writer.refuse(refusal)
            return None


def code_for(refusal: KleeneError | None) -> int:
    if isinstance(refusal, Suspended):  # no credentials are valid meanwhile
        return REFUSED_WITH[401]
    return REFUSED_WITH.get(refusal.status, TRY_LATER) if refusal else TRY_LATER


def bearer_token(subprotocols: list[str]) -> str | None:
    """The token of `["bearer", token]`."""
    match subprotocols:
        case ["bearer", token]:
            return token
        case _:
            return None
