"""What people at the sky say to each other, told in the order in which it came, to whoever hears its speaker."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import structlog
from django.db import Error as DatabaseTrouble

from common.database_threads import in_thread
from cosmos.consumers.server_frames import unnumbered_text
from cosmos.consumers.visits import Line, Visit
from cosmos.services.talking import find_deaf

logger = structlog.get_logger("kleene.sky")

WAITING: Final = 1000  # lines; what has no room is lost


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line; `data` is what its hearers are told, `visit` the socket that it came by, which is told `answering` with it."""

    speaker: uuid.UUID
    data: dict[str, Any]
    visit: Visit | None = None
    answering: str | None = None


class Talk:
    """One task tells all lines: whom they do not reach is asked of the database, once for each line."""

    def __init__(self, visits: Collection[Visit]) -> None:
        self._visits = visits
        self._lines: asyncio.Queue[Spoken] = asyncio.Queue(WAITING)

    def take(self, line: Spoken) -> None:
        if not self._lines.full():
            self._lines.put_nowait(line)

    async def run(self) -> None:
        while True:
            line = await self._lines.get()
            try:
                await self._tell(line)
            except DatabaseTrouble as trouble:
                # Nobody is told what they may have asked not to hear.
                logger.warning("message in the cosmos is lost", trouble=str(trouble).strip())

    async def _tell(self, line: Spoken) -> None:
        listeners = {visit.person for visit in self._visits} - {line.speaker}
        deaf = (
            await in_thread(find_deaf, speaker=line.speaker, listeners=listeners, line_id=line.data.get("line_id"))
            if listeners
            else set()
        )
        told = Line(unnumbered_text("chat_message", line.data))
        for visit in tuple(self._visits):
            if visit is line.visit and line.answering is not None:
                visit.outbox.tell(Line(unnumbered_text("chat_message", line.data, id=line.answering)))
            elif visit.person not in deaf and (visit.person == line.speaker or visit.person in listeners):
                visit.outbox.tell(told)
