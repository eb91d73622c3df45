"""What becomes due for the sockets of the sky: signs of life, accounts, cursors that rest, and what messages have failed to tell."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Collection, Coroutine, Sequence
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import Error as DatabaseTrouble

from common import shutdown
from common.database_threads import in_thread
from cosmos.consumers.cursors import Cursors
from cosmos.consumers.log_feed import LogFeed
from cosmos.consumers.roster import Roster
from cosmos.consumers.server_frames import unnumbered_text
from cosmos.consumers.visits import Visit
from cosmos.services.log import current_layout
from cosmos.services.visitors import Visitor, describe_visitors
from presence.services.heartbeats import record_heartbeats
from worlds.feed.registry import POLL, POLL_UNHEARD, hub
from worlds.feed.subscriber import End
from worlds.services.credential_checks import trusted_credentials

logger = structlog.get_logger("kleene.sky")

TICK: Final = 1.0  # seconds
RENEWAL: Final = 10.0  # seconds between two looks at accounts, and two announcements of who is here
QUIET: Final = 15.0  # seconds after which a line carries something though nothing happened


class Upkeep:
    """One for an event loop. `note_layout` is called with the version of the layout as it is now."""

    def __init__(
        self,
        visits: Collection[Visit],
        feed: LogFeed,
        roster: Roster,
        cursors: Cursors,
        note_layout: Callable[[int], None],
    ) -> None:
        self.visits, self.feed, self.roster, self.cursors = visits, feed, roster, cursors
        self.note_layout = note_layout
        self._tasks: set[asyncio.Task[None]] = set()
        self._polled = self._looked = 0.0

    def begin(self) -> None:
        self.keep(self._tick)
        self.do(self._leave())

    def keep(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """In a task for as long as the loop runs: a mistake of ours is logged, and the work goes on."""
        self.do(_kept(work))

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """In a task that is held until it is done."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def doubt(self, person: uuid.UUID) -> None:
        """Look at somebody's sockets at once."""
        self.do(self._steadily(self._look([visit for visit in self.visits if visit.person == person])))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            if not self.visits:
                self.roster.forget_others()
                continue
            now = time.monotonic()
            self._pulse(now)
            self.cursors.forget_those_away(now)
            self.roster.forget_the_lost(now)
            if now - self._polled >= (POLL_UNHEARD if hub().is_deaf or not settings.REDIS_URL else POLL):
                self._polled = now
                await self._steadily(self._poll())
            if now - self._looked >= RENEWAL:
                self._looked = now
                await self._steadily(self._look(tuple(self.visits)))
                self.roster.announce()

    def _pulse(self, now: float) -> None:
        for visit in tuple(self.visits):
            expires_at = visit.caller.credential.expires_at
            if expires_at is not None and expires_at.timestamp() <= time.time():
                visit.end(End.SIGNED_OUT)
            elif now - visit.spoke >= QUIET and visit.outbox.is_empty():
                visit.outbox.tell(unnumbered_text("heartbeat", {}))

    async def _poll(self) -> None:
        layout = await in_thread(current_layout)
        self.note_layout(layout.version)
        self.feed.ring(layout.event_seq)

    async def _look(self, visits: Sequence[Visit]) -> None:
        """End those that may not go on, and tell what has changed of who they are."""
        if visits:
            trusted, described = await in_thread(_standing, visits)
            for visit in visits:
                if visit.caller.credential not in trusted:
                    visit.end(End.SIGNED_OUT)
            self.roster.rename(described)

    async def _steadily(self, look: Coroutine[Any, Any, None]) -> None:
        try:
            await look
        except DatabaseTrouble as trouble:
            logger.warning("sockets of the sky not looked after", trouble=str(trouble).strip())

    async def _leave(self) -> None:
        await shutdown.server.begun()
        for visit in tuple(self.visits):
            visit.end(End.LEAVING)


async def _kept(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    while True:
        try:
            await work()
        except Exception:
            logger.exception("work for the sky broke")
            await asyncio.sleep(TICK)


def _standing(visits: Sequence[Visit]) -> tuple[set[Any], dict[uuid.UUID, Visitor]]:
    people = {visit.person for visit in visits}
    record_heartbeats(people)
    return trusted_credentials([visit.caller.credential for visit in visits]), describe_visitors(people)
