"""The log of the sky in one process: each event is read once, however many sockets hear it."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

import structlog
from django.db import Error as DatabaseTrouble

from common.database_threads import in_thread
from cosmos import limits
from cosmos.consumers.server_frames import Told, told_event
from cosmos.consumers.visits import Outbox
from cosmos.services import log as sky_log

logger = structlog.get_logger("kleene.sky")

RETRY: Final = 1.0  # seconds after the database failed


class LogFeed:
    """Only for the event loop it runs on. `cursor` is the last event that was handed on; messages may be lost, as `look` finds all."""

    def __init__(self) -> None:
        self.cursor = 0
        self.listeners: set[Outbox] = set()
        self._newest = 0
        self._kept: deque[Told] = deque(maxlen=limits.EVENTS_AT_HAND)
        self._wake = asyncio.Event()

    async def begin(self) -> int:
        """Go to the end of the log, where nobody listens yet; returns the version of the layout."""
        layout = await in_thread(sky_log.current_layout)
        self._kept.clear()
        self.cursor = self._newest = layout.event_seq
        return layout.version

    def ring(self, sequence: int) -> None:
        """There are events up to `sequence`."""
        if sequence > self._newest:
            self._newest = sequence
            self._wake.set()

    async def since(self, cursor: int) -> list[Told]:
        """The next events after one that is behind the feed's own cursor; empty where the log has forgotten them all."""
        kept = [told for told in self._kept if told.sequence > cursor]
        if kept and kept[0].sequence == cursor + 1:
            return kept
        return await _read(cursor)

    async def run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._catch_up()
            except DatabaseTrouble as trouble:
                # The cursor stands before what could not be read: the same is tried again.
                logger.warning("sky cannot read its log", trouble=str(trouble).strip())
                await asyncio.sleep(RETRY)
                self._wake.set()

    async def _catch_up(self) -> None:
        while self.cursor < self._newest:
            newest, page = self._newest, await _read(self.cursor)
            if not page and newest == self._newest:
                self._newest = self.cursor  # whoever told of more was wrong
            for told in page:
                self._hand_on(told)

    def _hand_on(self, told: Told) -> None:
        if told.sequence <= self.cursor:
            return  # the feed has begun anew meanwhile
        self.cursor = told.sequence
        self._kept.append(told)
        # Nothing is awaited in here: nobody can come or go while the set is walked.
        for outbox in self.listeners:
            outbox.hand(told)


async def _read(after: int) -> list[Told]:
    return [told_event(event) for event in await in_thread(sky_log.events_after, after)]
