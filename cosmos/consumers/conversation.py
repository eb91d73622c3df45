"""What a client says on an open socket of the sky, and what it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from common.database_threads import in_thread
from common.errors import KleeneError, RateLimited
from cosmos.consumers.client_frames import Cursor, Frame, Line, Meters, Viewing, parse_sky_frame
from cosmos.consumers.sky_sockets import SkySockets
from cosmos.consumers.visits import Visit
from cosmos.services.reading import find_entry
from cosmos.services.talking import take_line
from cosmos.services.visitors import Visitor
from worlds.consumers.client_frames import Auth, Ping, Resume
from worlds.consumers.job_queue import JobQueue
from worlds.consumers.refusals import Refusals
from worlds.consumers.socket_writer import SocketWriter
from worlds.event_types.stream_frames import PongFrame
from worlds.services import streams


class SkyConversation:
    """One socket's. `jump` is called with the event to go on after, `end` with the code to close the socket with."""

    def __init__(
        self,
        writer: SocketWriter,
        sockets: SkySockets,
        visit: Visit,
        jump: Callable[[int], None],
        end: Callable[[int], None],
    ) -> None:
        self.writer, self.sockets, self.visit, self.jump = writer, sockets, visit, jump
        self.refusals = Refusals(writer, end)
        # Done with the first frame that does not ask for an earlier place.
        self.began: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._meters = Meters()
        self._lines: JobQueue[Line] = JobQueue(self._speak)
        self._views: JobQueue[Viewing] = JobQueue(self._view)

    def stop(self) -> None:
        self._lines.stop()
        self._views.stop()

    async def hear(self, text: str | None) -> None:
        """One frame of the client's; None for one that is not text."""
        answering = None
        try:
            answering, read = parse_sky_frame(text)
            frame = read()
        except KleeneError as refusal:
            await self.refusals.bad_frame(refusal, answering)
            return
        if not isinstance(frame, Resume | Auth) and not self.began.done():
            self.began.set_result(None)
        try:
            self._meters[type(frame)].take()
        except RateLimited as refusal:
            if not isinstance(frame, Cursor):  # of many, some may be lost
                await self.refusals.refuse(refusal, answering)
        else:
            await self._heed(frame)

    async def _heed(self, frame: Frame) -> None:
        match frame:
            case Cursor(position):
                self.visit.position = position
                self.sockets.cursors.move(self.visit.person, position)
            case Line(given):
                await self._queued(given, is_taken=self._lines.take(frame))
            case Viewing(given):
                await self._queued(given, is_taken=self._views.take(frame))
            case Ping(given):
                await self.writer.say(PongFrame(), answering=given)
            case Resume(after) | Auth(_, int(after)):
                await self.refusals.answered(lambda: self._resume(after), None)

    async def _queued(self, answering: str | None, *, is_taken: bool) -> None:
        if not is_taken:
            await self.refusals.refuse(RateLimited(retry_after=1), answering)

    async def _resume(self, after: int) -> None:
        await in_thread(partial(streams.pay_opening, self.visit.person, after=after))
        self.jump(after)

    async def _speak(self, line: Line) -> None:
        async def spoken() -> None:
            visitor = self.sockets.roster.here[self.visit.person].visitor
            # What was begun is said and told to its end, also for a speaker who leaves.
            await asyncio.shield(asyncio.ensure_future(self._said(line, visitor)))

        await self.refusals.answered(spoken, line.id)

    async def _said(self, line: Line, visitor: Visitor) -> None:
        told = await in_thread(take_line, user_id=self.visit.person, text=line.text, visitor=visitor)
        self.sockets.say(self.visit, told, line.id)

    async def _view(self, frame: Viewing) -> None:
        async def viewed() -> None:
            if frame.entry_id is not None:
                await in_thread(find_entry, frame.entry_id)
            self.sockets.roster.view(self.visit.person, frame.entry_id)

        await self.refusals.answered(viewed, frame.id)
