"""Announcing players who came online, from an event loop, in batches: everybody comes at once when a server starts again."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Collection
from typing import Final

import structlog

from common.database_threads import in_thread
from common.per_loop import PerLoop
from presence.services.announcing import announce_those_who_came

log = structlog.get_logger("kleene.presence")


class Announcer:
    """Announces players in batches: those who come while one batch is being announced make up the next.

    A batch costs four queries, and what the worlds are told. `announce` is called in a thread, never twice at a time. Where it
    fails, nobody is refused anything for it: whoever was not announced is announced with their next sign of life.
    """

    def __init__(self, announce: Callable[[Collection[uuid.UUID]], None]) -> None:
        self._announce = announce
        self._waiting: set[uuid.UUID] = set()
        self._next: asyncio.Task[None] | None = None  # the batch that still takes people
        self._turn = asyncio.Lock()

    async def announce(self, user_ids: Collection[uuid.UUID]) -> None:
        """Return when they have been announced, or could not be. Whoever waits should hold nothing that others need meanwhile."""
        self._waiting.update(user_ids)
        if self._next is None:
            self._next = asyncio.create_task(self._announce_next())
        # Shielded: a player who leaves must not cancel the announcement of the others.
        await asyncio.shield(self._next)

    async def _announce_next(self) -> None:
        async with self._turn:
            batch, self._waiting, self._next = self._waiting, set(), None
            try:
                await in_thread(self._announce, batch)
            except Exception:
                log.exception("players not announced", count=len(batch))


_announcers: Final[PerLoop[Announcer]] = PerLoop(lambda: Announcer(announce_those_who_came))


async def announce_together(user_ids: Collection[uuid.UUID]) -> None:
    """As `announce_those_who_came`, in one batch with others who come at the same time. What fails is logged, and not raised."""
    await _announcers().announce(user_ids)
