"""Both directions of one open socket."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import Any, Final

from worlds.consumers.incoming import Conversation
from worlds.consumers.open_streams import OpenStream, begin
from worlds.consumers.socket_writer import Line
from worlds.consumers.unread import Unread
from worlds.event_types.stream_frames import HeartbeatFrame, ResyncFrame
from worlds.feed.database import in_thread
from worlds.feed.event import Seen
from worlds.feed.feed import Feed
from worlds.feed.subscriber import Delivery, End, Ephemeral, Pulse, Subscriber
from worlds.services import frames
from worlds.services.streams import StreamStart

RESUME_GRACE: Final = 0.25  # seconds in which a new socket may still say where it resumes
ENDED_WITH: Final = {
    End.TOO_SLOW: 4408,
    End.REPLACED: 4409,
    End.SIGNED_OUT: 4401,
    End.NOT_A_MEMBER: 4403,
    End.ARCHIVED: 4410,
    End.LEAVING: 1012,
}


class Relay:
    def __init__(self, line: Line, unread: Unread, stream: OpenStream, feed: Feed) -> None:
        self.line, self.unread, self.stream, self.feed = line, unread, stream, feed
        self.talk = Conversation(line, unread, stream, self.jump)
        self.target = 0
        self.moved = asyncio.Event()

    def jump(self, after: int) -> None:
        """Go on after the event `after`, wherever the stream is."""
        self.target = after
        self.moved.set()

    async def run(self, after: int | None) -> int:
        """Until the socket must be closed; returns the code for that. `after` None: from now on."""
        reading = asyncio.create_task(self._read())
        try:
            while True:
                self.moved.clear()
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
        writing = asyncio.create_task(self._write(after))
        moved = asyncio.create_task(self.moved.wait())
        try:
            awaited: set[asyncio.Future[Any]] = {writing, moved, self.talk.ends}
            await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
            if self.talk.ends.done():
                return self.talk.ends.result()
            return ENDED_WITH[writing.result()] if writing.done() else None
        finally:
            writing.cancel()
            moved.cancel()
            await asyncio.gather(writing, moved, return_exceptions=True)

    async def _write(self, after: int | None) -> End:
        beginning = await in_thread(begin, self.stream, after)
        subscriber = Subscriber(self.stream.footing.user_id, cursor=beginning.cursor, seen=beginning.seen)
        self.stream.use(subscriber)
        self.talk.acks.forget()
        with self.feed.listening(subscriber):
            await self._open(beginning)
            if after is None:
                await self._wait_for_resume()
            return await self._follow(subscriber)

    async def _follow(self, subscriber: Subscriber) -> End:
        async with aclosing(self.feed.follow(subscriber)) as deliveries:
            async for delivery in deliveries:
                if isinstance(delivery, End):
                    return delivery
                await self._deliver(delivery)
        raise AssertionError("a feed ends every stream with the reason")

    async def _open(self, beginning: StreamStart) -> None:
        if beginning.is_fresh_start:
            await self.line.say(ResyncFrame(sequence=beginning.seen))
        if beginning.state is not None:
            await self.line.say(beginning.state)
            await self.line.say(frames.replayed_frame(beginning.replay, frames.event_envelope))

    async def _wait_for_resume(self) -> None:
        # What happened in between would otherwise come before what the client missed.
        try:
            async with asyncio.timeout(RESUME_GRACE):
                await self.talk.began.wait()
        except TimeoutError:
            pass

    async def _deliver(self, delivery: Delivery) -> None:
        match delivery:
            case Seen(event, _):
                await self.stream.consider(event)  # before the client can act on it
                self.talk.sent(event.sequence)
                await self.line.text(frames.envelope_text(delivery))
            case Ephemeral():
                await self.line.text(frames.ephemeral_text(delivery))
            case Pulse.BEAT:
                await self.line.say(HeartbeatFrame())
            case _:
                return  # what this reader may not see shows in the next frame's prev_sequence
        self.stream.spoke = time.monotonic()
