"""Both directions of one open socket."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Final

from common.database_threads import in_thread
from common.jumping import Jumping
from worlds.consumers.client_frames import Ack
from worlds.consumers.incoming import Conversation
from worlds.consumers.open_stream import OpenStream
from worlds.consumers.socket_door import ENDED_WITH
from worlds.consumers.socket_writer import EventWriter, SocketWriter
from worlds.consumers.unread import Unread
from worlds.feed.feed import Feed
from worlds.feed.subscriber import End

# The seat may have ended by what this very socket asked: the event of it must not overtake the answer.
ANSWERED_BEFORE: Final = frozenset((ENDED_WITH[End.NOT_A_MEMBER], ENDED_WITH[End.ARCHIVED]))


class SocketSession(Jumping[End]):
    """A socket's events and its client's frames.

    The feed writes what needs no waiting as it tells it, the socket's own task everything else; a jump ends the writing and begins it
    anew. Our own server hands frames over as they come: what need not be queued is begun at once, the rest is read by a task.
    """

    __slots__ = ("events", "stream", "talk", "unread")

    def __init__(self, writer: SocketWriter, unread: Unread, stream: OpenStream, feed: Feed) -> None:
        super().__init__()
        self.unread, self.stream = unread, stream
        self.talk = Conversation(writer, stream, self.jump, self.end)
        unread.at_once, unread.in_order = self.talk.takes_ack, self.talk.takes_job
        self.events = EventWriter(
            writer,
            stream,
            feed,
            acks=self.talk.acks,
            may_begin=self.talk.began,
            allowances=(self.talk.meters[Ack], unread.meter),
        )

    async def run(self, after: int | None) -> int:
        """Until the socket must be closed; returns the code for that. `after` None: from now on."""
        self.unread.read_by(self.talk.hear)
        try:
            code = await self.write_until_closed(after)
            if code in ANSWERED_BEFORE:
                await self.talk.finish()
            return code
        finally:
            self.talk.stop()
            await self.unread.stop()

    def _write(self, after: int | None) -> Coroutine[Any, Any, End]:
        return self.events.run(after)

    def _code_of(self, ended: End) -> int:
        return ENDED_WITH[ended]

    async def _resumed(self) -> None:
        if self.stream.paid is not None:
            await in_thread(self.stream.paid.refund)
