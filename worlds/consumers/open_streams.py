"""The streams that this process holds open, and what becomes due for them: leases, accounts, seats, signs of life."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Collection, Coroutine
from contextlib import suppress
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import Error as DatabaseTrouble

from common import open_connections, shutdown
from common.credentials import Credential
from common.database_threads import in_thread
from common.errors import KleeneError, Unavailable
from common.per_loop import PerLoop
from presence.services.attendance import attendance
from presence.services.heartbeats import record_heartbeats
from worlds.consumers.authentication import Caller
from worlds.consumers.open_stream import OpenStream, take_stream
from worlds.feed.registry import hub
from worlds.feed.subscriber import End
from worlds.services import stream_leases, streams
from worlds.services.credential_checks import trusted_credentials
from worlds.wire.stream_params import StreamParams

log = structlog.get_logger("kleene.streams")

TICK: Final = 1.0  # seconds


class OpenStreams:
    """One for an event loop."""

    def __init__(self) -> None:
        self._streams: dict[int, OpenStream] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_kept = False

    def opened(self, caller: Caller, world_id: str, params: StreamParams) -> Opened:
        """A stream with its lease. To enter it raises NotFound, NotAMember, WorldArchived, RateLimited, TooManyStreams, Unavailable."""
        return Opened(self, caller, world_id, params)

    async def open(self, caller: Caller, world_id: str, params: StreamParams) -> OpenStream:
        self._keep()
        require_room()
        stream, replaced = await self._take(caller, world_id, params)
        self._streams[stream.lease] = stream
        self.replaced(replaced)
        return stream

    def close(self, stream: OpenStream) -> None:
        del self._streams[stream.lease]
        attendance.hear(stream.access.user_id, is_connected=True)  # from this moment on they are not heard of
        # Also when its task is cancelled: the next stream of the same person counts on it.
        self._do(in_thread(stream_leases.return_stream_lease, stream.lease))

    async def _take(self, caller: Caller, world_id: str, params: StreamParams) -> tuple[OpenStream, list[int]]:
        taking = asyncio.ensure_future(take_stream(caller, world_id, params))
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            # What was begun goes on, and nobody is left to have what it takes.
            self._do(self._return_untaken(taking))
            raise

    async def _return_untaken(self, taking: asyncio.Future[tuple[OpenStream, list[int]]]) -> None:
        with suppress(KleeneError, DatabaseTrouble):
            stream, replaced = await taking
            self.replaced(replaced)
            await in_thread(stream_leases.return_stream_lease, stream.lease)

    async def look_after(self) -> None:
        """Renew what is held, and end what may not go on."""
        await self._look(tuple(self._streams.values()))

    async def look_after_person(self, user_id: uuid.UUID) -> None:
        """The same for the streams of one person."""
        await self._look([stream for stream in self._streams.values() if stream.access.user_id == user_id])

    async def _look(self, held: Collection[OpenStream]) -> None:
        if held:
            for stream, why in await in_thread(_ends, held):
                stream.end(why)

    def replaced(self, leases: list[int]) -> None:
        for lease in leases:
            if (stream := self._streams.get(lease)) is not None:
                stream.end(End.REPLACED)

    def doubted(self, user_id: uuid.UUID) -> None:
        self._do(self._steadily(self.look_after_person(user_id)))

    def _keep(self) -> None:
        if not self._is_kept:
            self._is_kept = True
            hub().on_replaced.add(self.replaced)
            hub().on_doubted.add(self.doubted)
            self._do(self._tick())
            self._do(self._leave())

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tick(self) -> None:
        looked = time.monotonic()
        while True:
            await asyncio.sleep(TICK)
            now = time.monotonic()
            for stream in tuple(self._streams.values()):
                stream.tick(now)
            if now - looked >= stream_leases.RENEWAL:
                looked = now
                await self._steadily(self.look_after())

    async def _steadily(self, look: Coroutine[Any, Any, None]) -> None:
        try:
            await look
        except DatabaseTrouble as trouble:
            log.warning("streams not looked after", trouble=str(trouble).strip())

    async def _leave(self) -> None:
        await shutdown.server.begun()
        for stream in tuple(self._streams.values()):
            stream.end(End.LEAVING)


class Opened:
    """Not a generator, as each stream keeps one for as long as it lasts."""

    __slots__ = ("_asked", "_stream", "_streams")

    def __init__(self, streams: OpenStreams, *asked: Any) -> None:
        self._streams, self._asked = streams, asked
        self._stream: OpenStream | None = None

    async def __aenter__(self) -> OpenStream:
        self._stream = await self._streams.open(*self._asked)
        self._asked = ()
        return self._stream

    async def __aexit__(self, *_error: object) -> None:
        assert self._stream is not None, "it was entered"
        self._streams.close(self._stream)


def require_room() -> None:
    """Raises Unavailable where the open connections, this one among them, are more than the process takes."""
    if shutdown.server.has_begun() or open_connections.here.count > settings.WS_MAX_CONNECTIONS:
        raise Unavailable("This server has reached its limit of streams.", retry_after=2)


def _ends(held: Collection[OpenStream]) -> list[tuple[OpenStream, End]]:
    """Renew the leases and the presence of what is held, and say which of it may not go on, and why."""
    alive = stream_leases.renew_leases([stream.lease for stream in held])
    people = {stream.access.user_id for stream in held}
    valid = trusted_credentials([stream.caller.credential for stream in held])
    members = streams.members_of({stream.access.world_id for stream in held})
    record_heartbeats(people)
    return [(stream, why) for stream in held if (why := _end(stream, alive, valid, members)) is not None]


def _end(
    stream: OpenStream,
    alive: set[int],
    valid: set[Credential],
    members: set[tuple[uuid.UUID, uuid.UUID]],
) -> End | None:
    if stream.caller.credential not in valid:
        return End.SIGNED_OUT  # first: who has left for good has no lease either
    if stream.lease not in alive:
        return End.REPLACED
    if (stream.access.world_id, stream.access.user_id) not in members:
        return End.NOT_A_MEMBER
    return None


open_streams = PerLoop(OpenStreams)
