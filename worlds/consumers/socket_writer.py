"""The outgoing side of a socket: single frames, and a world's events as they happen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Final

from common.direct_socket import DirectSocket
from common.errors import KleeneError, RetryLater
from common.pace import Meter
from worlds.consumers.open_stream import OpenStream, begin_on_loop
from worlds.consumers.sse import Send
from worlds.event_types.base import Event
from worlds.event_types.stream_frames import ErrorFrame, HeartbeatFrame, ResyncFrame
from worlds.feed.event import Seen
from worlds.feed.feed import Feed
from worlds.feed.subscriber import Delivery, End, Ephemeral, Passed, Pulse, Subscriber
from worlds.services import frames
from worlds.services.streams import StreamStart

RESUME_GRACE: Final = 0.25  # seconds in which a new socket may still say where it resumes
PATIENCE: Final = 30.0  # seconds in which a numbered frame must be acknowledged


class SocketWriter:
    """Whole frames, from any task of the socket; nothing leaves after the close."""

    __slots__ = ("_direct", "_is_closed", "_send", "world")

    def __init__(self, send: Send, direct: DirectSocket | None = None) -> None:
        self._send, self._direct = send, direct
        self._is_closed = False
        self.world: str | None = None  # the short id, once it may be told

    async def text(self, body: str) -> None:
        if not (self._is_closed or self.text_now(body)):
            await self._send({"type": "websocket.send", "text": body})

    def text_now(self, body: str) -> bool:
        """Whether it was sent, without waiting; False where only `text` can."""
        return self._direct is not None and not self._is_closed and self._direct.write_now(body)

    async def say(self, told: Event, *, answering: str | None = None) -> None:
        """An unnumbered frame, with the id of the frame that it answers."""
        frame = frames.frame_envelope(told, world=self.world, at=datetime.now(UTC))
        await self.text(frames.encode_frame(frame if answering is None else frame | {"id": answering}))

    async def refuse(self, refusal: KleeneError, *, answering: str | None = None) -> None:
        told = ErrorFrame(
            code=refusal.code,
            message=refusal.message,
            details=dict(refusal.details),
            retry_after=refusal.retry_after if isinstance(refusal, RetryLater) else None,
        )
        await self.say(told, answering=answering)

    async def close(self, code: int) -> None:
        if not self._is_closed:
            self._is_closed = True
            await self._send({"type": "websocket.close", "code": code})


class Acks:
    """Numbered frames that were sent and not acknowledged, oldest first. Moments are on one monotonic clock.

    The server in front of us takes whatever we send, so only acknowledgements tell which client is slow.
    """

    __slots__ = ("_owed",)

    def __init__(self) -> None:
        self._owed: list[tuple[int, float]] = []

    def sent(self, sequence: int, *, at: float) -> None:
        self._owed.append((sequence, at))

    def acknowledged(self, sequence: int) -> None:
        """Everything up to `sequence` has arrived."""
        arrived = 0
        while arrived < len(self._owed) and self._owed[arrived][0] <= sequence:
            arrived += 1
        del self._owed[:arrived]

    def forget(self) -> None:
        self._owed.clear()

    def is_late(self, *, now: float) -> bool:
        return bool(self._owed) and now - self._owed[0][1] >= PATIENCE


class EventWriter:
    """A world's events on one socket, from one event of the log on.

    `may_begin` is done with the client's first frame that does not ask for an earlier event. Each numbered frame adds to
    `acks`, and one to what each of `allowances` lets the client say: it is going to acknowledge it.
    """

    __slots__ = ("acks", "allowances", "feed", "may_begin", "stream", "subscriber", "writer")

    def __init__(
        self,
        writer: SocketWriter,
        stream: OpenStream,
        feed: Feed,
        *,
        acks: Acks,
        may_begin: asyncio.Future[None],
        allowances: Sequence[Meter],
    ) -> None:
        self.writer, self.stream, self.feed = writer, stream, feed
        self.acks, self.may_begin, self.allowances = acks, may_begin, allowances

    async def run(self, after: int | None) -> End:
        """Until the stream ends; returns why. `after` None: from now on, with everything as it stands first."""
        beginning = await begin_on_loop(self.stream, after)
        subscriber = Subscriber(self.stream.access.user_id, cursor=beginning.cursor, seen=beginning.seen)
        self.stream.use(subscriber)
        self.subscriber = subscriber
        self.acks.forget()  # what was sent before the jump is sent again, and owed anew
        self.feed.listen(subscriber)
        try:
            await self._open(beginning)
            del beginning  # everything as it stands: a seventh of what a socket would keep
            if after is None:
                await self._wait_for_resume()
            return await self._follow(subscriber)
        finally:
            self.feed.leave(subscriber)

    async def _open(self, beginning: StreamStart) -> None:
        if beginning.is_fresh_start:
            await self.writer.say(ResyncFrame(sequence=beginning.seen))
        if beginning.state is not None:
            await self.writer.say(beginning.state)
            assert beginning.occupants is not None, "who begins afresh is somewhere, or watches"
            await self.writer.say(beginning.occupants)
            await self.writer.say(frames.replayed_frame(beginning.replay, frames.event_envelope))
            for told in beginning.bonds:
                await self.writer.say(told)

    async def _wait_for_resume(self) -> None:
        # What happened in between would otherwise come before what the client missed.
        await asyncio.wait([self.may_begin], timeout=RESUME_GRACE)

    async def _follow(self, subscriber: Subscriber) -> End:
        subscriber.deliver_now = self._deliver_now
        async with aclosing(self.feed.follow(subscriber)) as deliveries:
            async for delivery in deliveries:
                if isinstance(delivery, End):
                    return delivery
                await self._deliver(delivery)
        raise AssertionError("a feed ends every stream with the reason")

    def _deliver_now(self, delivery: Delivery) -> bool:
        """Most of what is delivered needs no task: this one waits meanwhile. False, without effect, for what must be awaited."""
        is_fellow = self.stream.access.is_fellow
        match delivery:
            case Seen(event, _) if not event.rechecks(self.subscriber.reader):
                is_known = is_fellow or event.is_by(self.subscriber.reader)
                if not self.writer.text_now(frames.envelope_text(delivery, is_fellow=is_known)):
                    return False
                self._expect_ack(event.sequence)  # none is read before this returns
            case Ephemeral():
                if not self.writer.text_now(frames.ephemeral_text(delivery, is_fellow=is_fellow)):
                    return False
            case Passed():
                return True
            case _:
                return False
        self.stream.spoke = time.monotonic()
        return True

    async def _deliver(self, delivery: Delivery) -> None:
        is_fellow = self.stream.access.is_fellow
        match delivery:
            case Seen(event, _):
                # Before the client can act on it: its next frame may count on the seat that this event gave or took.
                if event.rechecks(self.subscriber.reader):
                    await self.stream.recheck()
                    is_fellow = self.stream.access.is_fellow
                # Before it is sent: the acknowledgement may be read while the send still waits for a slow line.
                self._expect_ack(event.sequence)
                is_known = is_fellow or event.is_by(self.subscriber.reader)
                await self.writer.text(frames.envelope_text(delivery, is_fellow=is_known))
            case Ephemeral():
                await self.writer.text(frames.ephemeral_text(delivery, is_fellow=is_fellow))
            case Pulse.BEAT:
                await self.writer.say(HeartbeatFrame())
            case _:
                return  # what this reader may not see shows in the next frame's prev_sequence
        self.stream.spoke = time.monotonic()

    def _expect_ack(self, sequence: int) -> None:
        self.acks.sent(sequence, at=time.monotonic())
        for allowance in self.allowances:
            allowance.earn()
