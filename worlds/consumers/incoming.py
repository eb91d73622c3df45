"""What a client says on an open socket, and what it is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from common.database_threads import in_thread
from common.errors import Forbidden, KleeneError, RateLimited
from common.hot.request import NotOrdinary
from common.prepared import switch
from worlds.consumers.client_frames import (
    Ack,
    Auth,
    Chat,
    Command,
    Frame,
    Ping,
    Resume,
    Turn,
    Typing,
    parse_frame,
    plain_ack,
)
from worlds.consumers.job_queue import JobQueue
from worlds.consumers.open_stream import OpenStream
from worlds.consumers.pace import Meters
from worlds.consumers.refusals import Refusals
from worlds.consumers.socket_writer import Acks, SocketWriter
from worlds.consumers.typed_commands import answer_command
from worlds.event_types.ephemeral import TurnWaiting
from worlds.event_types.stream_frames import ChatResultFrame, CommandResponseFrame, PongFrame, TurnResultFrame
from worlds.feed.event import payload_of
from worlds.feed.names import people
from worlds.feed.subscriber import End, Ephemeral
from worlds.services import chat, streams, typing
from worlds.services.chat_on_loop import Line, send_line
from worlds.services.turns import playing, runners
from worlds.services.turns.needs import Waiting
from worlds.wire.commands import CommandAnswer
from worlds.wire.turns import turn_answer

TYPING: Final = 1.0  # seconds between two notes that somebody types
LAST_ANSWERS: Final = 5.0  # seconds that a socket without a seat waits for what it asked before


class Watching(Forbidden):
    message = "You are watching this world. Join it to play."


class Conversation:
    """One socket's. `end` is called when the socket must be closed, with the code to close it with."""

    __slots__ = (
        "_free_since", "_queues", "_typed", "acks", "began", "jump", "meters", "refusals", "stream", "writer"
    )  # fmt: skip

    def __init__(
        self, writer: SocketWriter, stream: OpenStream, jump: Callable[[int], None], end: Callable[[int], None]
    ) -> None:
        self.writer, self.stream, self.jump = writer, stream, jump
        self.acks = Acks()
        # Done with the first frame that does not ask for an earlier place.
        self.began: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Of each kind its own: no line waits for a note that somebody types.
        self._queues: dict[type[Frame], JobQueue[Any]] = {}
        self.meters = Meters()
        self.refusals = Refusals(writer, end)
        self._typed = 0.0
        self._free_since = 0  # when the last turn was answered, in nanoseconds of the monotonic clock
        stream.due = self._due

    async def finish(self) -> None:
        """Answer the jobs in progress: a player who leaves by a command reads that they left before the socket closes."""
        answered = [queue for kind, queue in self._queues.items() if kind is not Typing]
        await asyncio.gather(*(queue.finish(LAST_ANSWERS) for queue in answered))

    def stop(self) -> None:
        for queue in self._queues.values():
            queue.stop()

    def _queue(self, kind: type[Frame]) -> JobQueue[Any]:
        """Made when it is first asked for: most clients only acknowledge."""
        if kind not in self._queues:
            self._queues[kind] = JobQueue(self._work(kind))
        return self._queues[kind]

    def _work(self, kind: type[Frame]) -> Callable[[Any], Awaitable[None]]:
        if kind is Turn:
            return self._play
        if kind is Chat:
            return self._speak
        return self._command if kind is Command else self._tell_typing

    def takes_job(self, text: str | None) -> bool:
        """Begin a turn, a line or a command without queueing its frame, and return whether it was begun.

        False, with nothing done, for other frames and for what must be refused. Only for a frame before which none waits.
        """
        try:
            frame = parse_frame(text)[1]()
            if not isinstance(frame, Turn | Chat | Command) or not self._queue(type(frame)).has_room:
                return False
            self._begin()
            self.meters[type(frame)].take()
        except KleeneError:
            return False
        return self._queue(type(frame)).take(frame)

    def takes_ack(self, text: str | None) -> bool:
        """Whether it is a plain acknowledgement within its pace, and was noted: most frames are, and need not be queued."""
        sequence = plain_ack(text)
        if sequence is None:
            return False
        self._begin()
        try:
            self.meters[Ack].take()
        except RateLimited:
            return False
        self.acks.acknowledged(sequence)
        return True

    async def hear(self, text: str | None) -> None:
        """One frame of the client's; None for one that is not text. It is answered, or put where it will be."""
        answering = None
        try:
            answering, read = parse_frame(text)
            frame = read()
        except KleeneError as refusal:
            await self.refusals.bad_frame(refusal, answering)
            return
        if not isinstance(frame, Resume | Auth):
            self._begin()
        try:
            self.meters[type(frame)].take()
        except RateLimited as refusal:
            if not isinstance(frame, Typing):  # of many, some may be lost
                await self.refusals.refuse(refusal, answering)
        else:
            await self._heed(frame)

    async def _heed(self, frame: Frame) -> None:
        match frame:
            case Turn() | Chat() | Command():
                await self._queued(frame.id, is_taken=self._queue(type(frame)).take(frame))
            case Typing():
                self._note_typing(frame)
            case Ack(sequence):
                self.acks.acknowledged(sequence)
            case Ping(given):
                await self.writer.say(PongFrame(), answering=given)
            case Resume(after) | Auth(_, int(after)):
                await self.refusals.answered(lambda: self._resume(after), answering=None)

    async def _resume(self, after: int) -> None:
        await in_thread(partial(streams.pay_opening, self.stream.access.user_id, after=after))
        self.jump(after)

    async def _queued(self, answering: str | None, *, is_taken: bool) -> None:
        if not is_taken:
            await self.refusals.refuse(RateLimited(retry_after=1), answering)

    async def _play(self, frame: Turn) -> None:
        async def played() -> None:
            access = self.stream.access
            if access.game is None:
                raise Watching
            answer = await playing.play_turn_async(
                user_id=access.user_id,
                session_id=access.game,
                request=frame.request,
                idempotency_key=frame.id,
                notify=self._waits,
                runs=in_thread,
                # What waited here for a turn of the same player has not waited at the place, where others came meanwhile.
                arrived=max(frame.arrived, self._free_since),
            )
            await self.writer.say(TurnResultFrame(**turn_answer(answer.result)), answering=frame.id)

        await self.refusals.answered(played, frame.id)
        self._free_since = time.monotonic_ns()

    async def _speak(self, frame: Chat) -> None:
        await self.refusals.answered(lambda: self._say(frame), frame.id)

    async def _command(self, frame: Command) -> None:
        # What was begun is done and told to its end, also for somebody who leaves.
        work = answer_command(self.stream.access, frame, self._waits)
        told = asyncio.ensure_future(work)
        await self.refusals.answered(lambda: self._tell_command(told, frame.id), frame.id)

    async def _tell_command(self, told: asyncio.Future[CommandAnswer], answering: str | None) -> None:
        await self.writer.say(CommandResponseFrame(**await asyncio.shield(told)), answering=answering)

    def _note_typing(self, frame: Typing) -> None:
        now = time.monotonic()
        if now - self._typed >= TYPING:
            self._typed = now
            self._queue(Typing).take(frame)  # what has no room is lost

    async def _tell_typing(self, frame: Typing) -> None:
        access = self.stream.access
        announce = partial(typing.announce_typing, user_id=access.user_id, world_id=access.world_id)
        await self.refusals.answered(lambda: in_thread(partial(announce, channel=frame.channel, to=frame.to)), None)

    async def _say(self, frame: Chat) -> None:
        # What was begun is said and told to its end, also for a speaker who leaves.
        said = asyncio.shield(asyncio.ensure_future(self._said(frame)))
        await self.writer.say(ChatResultFrame(sequence=await said), answering=frame.id)

    async def _said(self, frame: Chat) -> int:
        """The number of the event that it became."""
        access = self.stream.access
        if switch.is_on() and frame.to is None:
            with suppress(NotOrdinary):
                seat = None if access.game is None else access.world_id
                line = Line(access.user_id, access.world, frame.text, frame.channel, frame.id, seat)
                return (await send_line(line, in_thread)).event.sequence
        said = await in_thread(
            chat.send_message,
            user_id=access.user_id,
            world_id=access.world_id,
            text=frame.text,
            channel=frame.channel,
            to=frame.to,
            idempotency_key=frame.id,
        )
        return said.event.sequence

    def _waits(self, waiting: Waiting) -> None:
        access, subscriber = self.stream.access, self.stream.subscriber
        if subscriber is None:
            return
        me, room, at = str(access.user_id), waiting.place.location, datetime.now(UTC)
        data, actor = payload_of(runners.turn_waiting(waiting)), (people.at_hand(access.world_id, {me}) or {}).get(me)
        subscriber.tell(Ephemeral(world=access.world, type=TurnWaiting.TYPE, data=data, actor=actor, room=room, at=at))

    def _begin(self) -> None:
        if not self.began.done():
            self.began.set_result(None)

    def _due(self, now: float) -> End | None:
        return End.TOO_SLOW if self.acks.is_late(now=now) else None
