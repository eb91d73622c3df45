"""One open stream: as whom it is read, what ends it, and how it begins."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from common.database_threads import in_thread
from common.errors import AuthInvalid, NotFound
from common.hot.request import NotOrdinary
from common.prepared import switch
from common.throttles import Spent
from worlds.consumers.authentication import Caller
from worlds.feed import publisher
from worlds.feed.subscriber import End, Subscriber
from worlds.services import stream_leases, stream_starts, streams, streams_on_loop
from worlds.services.credential_checks import trusted_credentials
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.stream_leases import Lease
from worlds.services.streams import StreamAccess, StreamStart
from worlds.wire.stream_params import StreamParams

QUIET: Final = 15.0  # seconds after which a line carries something though nothing happened


@dataclass(eq=False, slots=True)
class OpenStream:
    """One stream. Its subscriber changes when it goes back to an earlier cursor."""

    caller: Caller
    access: StreamAccess
    lease: int
    paid: Spent | None = None  # what a fresh start was counted as; a client that resumes after all gets it back
    subscriber: Subscriber | None = None
    ended: End | None = None
    due: Callable[[float], End | None] = lambda _now: None  # what else may end it, asked about every second
    began: float = field(default_factory=time.monotonic)
    spoke: float = field(default_factory=time.monotonic)  # when it last sent something

    def use(self, subscriber: Subscriber) -> None:
        self.subscriber = subscriber
        if self.ended is not None:
            subscriber.end(self.ended)

    def end(self, why: End) -> None:
        if self.ended is None:
            self.ended = why
            if self.subscriber is not None:
                self.subscriber.end(why)

    async def recheck(self) -> None:
        """Ask anew what its reader is to the world: this stream goes on as theirs, or ends."""
        try:
            whose = self.access
            self.access = await in_thread(streams.stream_access, user_id=whose.user_id, world_id=whose.world_id)
        except WorldArchived:
            self.end(End.ARCHIVED)
        except (NotAMember, NotFound):
            self.end(End.NOT_A_MEMBER)

    def tick(self, now: float) -> None:
        """Called about every second."""
        expires_at = self.caller.credential.expires_at
        if expires_at is not None and expires_at.timestamp() <= time.time():
            self.end(End.SIGNED_OUT)
        elif (why := self.due(now)) is not None:
            self.end(why)
        elif self.subscriber is not None and now - self.spoke >= QUIET:
            self.subscriber.beat()


def open_stream(caller: Caller, world_id: str, params: StreamParams) -> tuple[OpenStream, list[int]]:
    """The stream, and the lease whose place it takes; other processes are told of that."""
    access = streams.stream_access(user_id=caller.user_id, world_id=world_id)
    paid = streams.pay_opening(caller.user_id, after=params.after)
    streams.note_whereabouts(access)
    lease = stream_leases.take_stream_lease(
        user_id=caller.user_id, world_id=access.world_id, client_id=params.client_id
    )
    return _opened(OpenStream(caller, access, lease.id, paid), lease)


def _opened(stream: OpenStream, lease: Lease) -> tuple[OpenStream, list[int]]:
    if lease.replaces is None:
        return stream, []
    where, former = lease.replaces
    publisher.publish_replaced(where, [former])
    return stream, [former]


async def take_stream(caller: Caller, world_id: str, params: StreamParams) -> tuple[OpenStream, list[int]]:
    """The same on the event loop, where nothing is out of the ordinary."""
    if not switch.is_on():
        return await in_thread(open_stream, caller, world_id, params)
    try:
        access, lease, paid = await streams_on_loop.open_stream(
            user_id=caller.user_id, world_id=world_id, client_id=params.client_id, after=params.after
        )
    except NotOrdinary:
        return await in_thread(open_stream, caller, world_id, params)
    return _opened(OpenStream(caller, access, lease.id, paid if params.after is None else None), lease)


async def begin_on_loop(stream: OpenStream, after: int | None) -> StreamStart:
    """As `begin_stream`, on the event loop where nothing is out of the ordinary."""
    if switch.is_on():
        with suppress(NotOrdinary):
            return await stream_starts.start_stream_on_loop(stream.caller.credential, stream.access, after=after)
    return await in_thread(begin_stream, stream, after)


def begin_stream(stream: OpenStream, after: int | None) -> StreamStart:
    """Where the stream begins; called once the process hears of its world. Raises AuthInvalid.

    Who was doubted while the stream was being opened is found here, and who is doubted later is heard of.
    """
    if stream.caller.credential not in trusted_credentials([stream.caller.credential]):
        raise AuthInvalid
    return streams.start_stream(stream.access, after=after)
