"""Both directions of one open socket of the sky."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from common.database_threads import in_thread
from common.errors import AuthInvalid
from common.throttles import Spent
from cosmos.consumers.conversation import SkyConversation
from cosmos.consumers.sky_sockets import SkySockets
from cosmos.consumers.visits import Outbox, Visit
from cosmos.services.streaming import SkyStart, find_start
from worlds.consumers.authentication import Caller
from worlds.consumers.socket_door import ENDED_WITH
from worlds.consumers.socket_writer import RESUME_GRACE, SocketWriter
from worlds.consumers.unread import Unread
from worlds.event_types.stream_frames import ResyncFrame
from worlds.feed.subscriber import End
from worlds.services.credential_checks import trusted_credentials

NOWHERE: Final = -1


class SkySession:
    """One task writes; a jump ends the writing and begins it anew. What the client says is read beside it."""

    def __init__(
        self, writer: SocketWriter, unread: Unread, sockets: SkySockets, visit: Visit, paid: Spent | None
    ) -> None:
        self.writer, self.unread, self.sockets, self.visit = writer, unread, sockets, visit
        self.paid = paid  # what a fresh start was counted as; who resumes after all gets it back
        self.talk = SkyConversation(writer, sockets, visit, self.jump, self.end)
        self.target = NOWHERE
        self.code: int | None = None
        self.writing: asyncio.Task[End] | None = None

    def jump(self, after: int) -> None:
        """Go on after the event `after`, wherever the stream is."""
        self.target = after
        self._stop_writing()

    def end(self, code: int) -> None:
        if self.code is None:
            self.code = code
            self._stop_writing()

    async def run(self, after: int | None) -> int:
        """Until the socket must be closed; returns the code for that. `after` None: from now on."""
        self.unread.read_by(self.talk.hear)
        try:
            while (code := await self._written_until_moved(after)) is None:
                if after is None and self.paid is not None:
                    await in_thread(self.paid.refund)
                after = self.target
            return code
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
        self.writing = asyncio.create_task(self._write(after))
        try:
            await asyncio.wait((self.writing,))
        finally:
            self.writing.cancel()
        return self._code_after(self.writing)

    def _code_after(self, writing: asyncio.Task[End]) -> int | None:
        if self.code is not None or writing.cancelled():
            return self.code
        return ENDED_WITH[writing.result()]

    async def _write(self, after: int | None) -> End:
        start = await in_thread(_begun, self.visit.caller, after)
        outbox = self.visit.begin(start.sequence)
        try:
            await self._open(start)
            if after is None:
                # What happened in between would otherwise come before what the client missed.
                await asyncio.wait([self.talk.began], timeout=RESUME_GRACE)
            await self._catch_up(outbox)
            return await self._follow(outbox)
        finally:
            self.sockets.feed.listeners.discard(outbox)

    async def _open(self, start: SkyStart) -> None:
        state = self.sockets.state_text(self.visit, start.sequence, start.layout_version)
        if start.is_fresh_start:
            await self.writer.say(ResyncFrame(sequence=start.sequence))
        await self.writer.text(state)

    async def _catch_up(self, outbox: Outbox) -> None:
        """Up to where the feed is, and then among its listeners: nothing is awaited between the look and the step."""
        while outbox.cursor < self.sockets.feed.cursor and outbox.ended is None:
            page = await self.sockets.feed.since(outbox.cursor)
            if not page:  # forgotten meanwhile
                break
            for told in page:
                await self.writer.text(told.text)
                outbox.cursor = told.sequence
        self.sockets.feed.listeners.add(outbox)

    async def _follow(self, outbox: Outbox) -> End:
        while isinstance(text := await outbox.next(), str):
            await self.writer.text(text)
            self.visit.spoke = time.monotonic()
        return text


def _begun(caller: Caller, after: int | None) -> SkyStart:
    """Who was doubted while the socket was being opened is found here. Raises AuthInvalid."""
    if caller.credential not in trusted_credentials([caller.credential]):
        raise AuthInvalid
    return find_start(after=after)
