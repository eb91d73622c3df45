"""Both directions of one open socket."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from common.database_threads import in_thread
from worlds.consumers.client_frames import Ack
from worlds.consumers.incoming import Conversation
from worlds.consumers.open_stream import OpenStream
from worlds.consumers.socket_writer import EventWriter, SocketWriter
from worlds.consumers.unread import Unread
from worlds.feed.feed import Feed
from worlds.feed.subscriber import End

ENDED_WITH: Final = {
    End.TOO_SLOW: 4408,
    End.REPLACED: 4409,
    End.SIGNED_OUT: 4401,
    End.NOT_A_MEMBER: 4403,
    End.ARCHIVED: 4410,
    End.LEAVING: 1012,
}


class SocketSession:
    """One task reads the client's frames, another writes the world's events; a jump ends the writing and begins it anew."""

    def __init__(self, writer: SocketWriter, unread: Unread, stream: OpenStream, feed: Feed) -> None:
        self.unread, self.stream = unread, stream
        self.talk = Conversation(writer, stream, self.jump)
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
        self.moved: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def jump(self, after: int) -> None:
        """Go on after the event `after`, wherever the stream is."""
        self.target = after
        if not self.moved.done():
            self.moved.set_result(None)

    async def run(self, after: int | None) -> int:
        """Until the socket must be closed; returns the code for that. `after` None: from now on."""
        reading = asyncio.create_task(self._read())
        try:
            while True:
                self.moved = asyncio.get_running_loop().create_future()
                code = await self._written_until_moved(after)
                if code is not None:
                    return code
                if after is None and self.stream.paid is not None:  # it resumes after all
                    await in_thread(self.stream.paid.refund)
                after = self.target
        finally:
            self.talk.stop()
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _read(self) -> None:
        while True:
            await self.talk.hear(await self.unread.get())

    async def _written_until_moved(self, after: int | None) -> int | None:
        """The code to close with, or None when the client asked for another place."""
        # A task of its own: a jump cancels it wherever it waits, and no event of the old place follows the jump.
        writing = asyncio.create_task(self.events.run(after))
        try:
            awaited: set[asyncio.Future[Any]] = {writing, self.moved, self.talk.ends}
            await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
            if self.talk.ends.done():
                return self.talk.ends.result()
            return ENDED_WITH[writing.result()] if writing.done() else None
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
