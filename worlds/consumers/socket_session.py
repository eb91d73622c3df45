"""Both directions of one open socket."""

from __future__ import annotations

import asyncio
from typing import Final

from common.database_threads import in_thread
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


class SocketSession:
    """One task writes the world's events; a jump ends the writing and begins it anew. What the client says is read beside it."""

    __slots__ = ("code", "events", "stream", "talk", "target", "unread", "writing")

    def __init__(self, writer: SocketWriter, unread: Unread, stream: OpenStream, feed: Feed) -> None:
        self.unread, self.stream = unread, stream
        self.talk = Conversation(writer, stream, self.jump, self.end)
        unread.at_once = self.talk.takes_ack
        self.events = EventWriter(
            writer,
            stream,
            feed,
            acks=self.talk.acks,
            may_begin=self.talk.began,
            allowances=(self.talk.meters[Ack], unread.meter),
        )
        self.target = 0
        self.code: int | None = None
        self.writing: asyncio.Task[End] | None = None

    def jump(self, after: int) -> None:
        """Go on after the event `after`, wherever the stream is."""
        self.target = after
        self._stop_writing()

    def end(self, code: int) -> None:
        """Close the socket with this code, if it is not being closed with another."""
        if self.code is None:
            self.code = code
            self._stop_writing()

    async def run(self, after: int | None) -> int:
        """Until the socket must be closed; returns the code for that. `after` None: from now on."""
        self.unread.read_by(self.talk.hear)
        try:
            while True:
                code = await self._written_until_moved(after)
                if code is not None:
                    if code in ANSWERED_BEFORE:
                        await self.talk.finish()
                    return code
                if after is None and self.stream.paid is not None:  # it resumes after all
                    await in_thread(self.stream.paid.refund)
                after = self.target
        finally:
            self.talk.stop()
            await self.unread.stop()

    def _stop_writing(self) -> None:
        if self.writing is not None:
            self.writing.cancel()

    async def _written_until_moved(self, after: int | None) -> int | None:
        """The code to close with, or None when the client asked for another place."""
        if self.code is not None:
            return self.code
        # A task of its own: an event wakes the writer alone, and not all that waits for its end. A jump cancels it
        # wherever it waits, so that no event of the old place follows the jump.
        self.writing = asyncio.create_task(self.events.run(after))
        try:
            await asyncio.wait((self.writing,))
        finally:
            self.writing.cancel()
        return self._code_after(self.writing)

    def _code_after(self, writing: asyncio.Task[End]) -> int | None:
        if self.code is not None or writing.cancelled():
            return self.code
        return ENDED_WITH[writing.result()]
