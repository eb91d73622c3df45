"""Both directions of one open socket of the sky."""

from __future__ import annotations

import asyncio
import time

from common.database_threads import in_thread
from common.errors import AuthInvalid
from common.jumping import Jumping
from common.throttles import Spent
from cosmos.consumers.conversation import SkyConversation
from cosmos.consumers.server_frames import line_data, unnumbered_text
from cosmos.consumers.sky_sockets import SkySockets
from cosmos.consumers.visits import Outbox, Visit
from cosmos.services.lines import newest_sky_lines
from cosmos.services.streaming import SkyStart, find_start
from worlds.consumers.authentication import Caller
from worlds.consumers.socket_door import ENDED_WITH
from worlds.consumers.socket_writer import RESUME_GRACE, SocketWriter
from worlds.consumers.unread import Unread
from worlds.event_types.stream_frames import ResyncFrame
from worlds.feed.subscriber import End
from worlds.services.credential_checks import trusted_credentials


class SkySession(Jumping[End]):
    """One task writes; a jump ends the writing and begins it anew. What the client says is read beside it."""

    def __init__(
        self, writer: SocketWriter, unread: Unread, sockets: SkySockets, visit: Visit, paid: Spent | None
    ) -> None:
        super().__init__()
        self.writer, self.unread, self.sockets, self.visit = writer, unread, sockets, visit
        self.paid = paid  # what a fresh start was counted as; a client that resumes after all gets it back
        self.talk = SkyConversation(writer, sockets, visit, self.jump, self.end)

    async def run(self, after: int | None) -> int:
        """Until the socket must be closed; returns the code for that. `after` None: from now on."""
        self.unread.read_by(self.talk.hear)
        try:
            return await self.write_until_closed(after)
        finally:
            self.talk.stop()
            await self.unread.stop()

    def _code_of(self, ended: End) -> int:
        return ENDED_WITH[ended]

    async def _resumed(self) -> None:
        if self.paid is not None:
            await in_thread(self.paid.refund)

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
        # Whoever is among the visits is told what is said from here on: a line may come twice, and none is missed.
        lines = [line_data(each) for each in await in_thread(newest_sky_lines, self.visit.person)]
        await self.writer.text(unnumbered_text("chat_history", {"lines": lines}))

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
    """Check credentials that were revoked while the socket was being opened. Raises AuthInvalid."""
    if caller.credential not in trusted_credentials([caller.credential]):
        raise AuthInvalid
    return find_start(after=after)
