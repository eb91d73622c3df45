"""The sockets of the sky that this process holds open, and what it hears of those of others."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

import structlog
from django.conf import settings

from common.database_threads import in_thread
from common.per_loop import PerLoop
from common.processes import Own, clear_the_dead, living_ids
from cosmos.consumers.cursors import Cursors
from cosmos.consumers.log_feed import LogFeed
from cosmos.consumers.roster import Roster
from cosmos.consumers.server_frames import line_data, unnumbered_text
from cosmos.consumers.talk import Spoken, Talk
from cosmos.consumers.upkeep import RENEWAL, Upkeep
from cosmos.consumers.visits import Visit
from cosmos.services.lines import ToldLine
from cosmos.services.visitors import describe_visitors
from cosmos.signals import TOPIC
from worlds.consumers.authentication import Caller
from worlds.event_types.base import Event
from worlds.feed import publisher
from worlds.feed.registry import hub
from worlds.feed.subscriber import End
from worlds.services.frames import encode_frame, frame_envelope
from worlds.services.stream_leases import TooManyStreams

logger = structlog.get_logger("kleene.sky")

UNNAMED: Final = "unnamed"  # a process that is not entered: nobody would know that it is gone


class SkySockets:
    """One for an event loop. `process` is how messages name it."""

    def __init__(self) -> None:
        self.process = f"{Own.id or UNNAMED}.{uuid.uuid4().hex}"
        self.visits: set[Visit] = set()
        self.feed = LogFeed()
        self.roster = Roster(self._tell, self._send)
        self.cursors = Cursors(self.visits, self.roster, self._send)
        self.talk = Talk(self.visits)
        self._heeds: dict[str, Callable[[dict[str, Any]], None]] = {
            "rung": lambda body: self.feed.ring(body["sequence"]),
            "layout": lambda body: self._note_layout(body["layout_version"]),
            "doubted": lambda body: self._upkeep.doubt(uuid.UUID(body["person"])),
            "hello": lambda _body: self.roster.announce(),
            "people": self._hear_people,
            "everybody": self._hear_people,
            "cursors": lambda body: self.cursors.hear(body["moved"]),
            "chat": self._hear_line,
        }
        self._layout = 0
        self._held: Counter[uuid.UUID] = Counter()
        self._opening = asyncio.Lock()
        self._upkeep = Upkeep(self.visits, self.feed, self.roster, self.cursors, self._note_layout)
        self._is_running = False

    @asynccontextmanager
    async def opened(self, caller: Caller, client_id: str) -> AsyncIterator[Visit]:
        """A socket among the others, from its first frame to its last. Raises TooManyStreams."""
        visit = Visit(caller, client_id)
        await self._take_place(visit)
        try:
            visitor = (await in_thread(describe_visitors, [caller.user_id]))[caller.user_id]
            await self._enter(visit)
            self.roster.arrive(caller.user_id, visitor)
            try:
                yield visit
            finally:
                self.visits.discard(visit)
                self.roster.leave(caller.user_id)
        finally:
            self._held -= Counter([caller.user_id])

    def say(self, visit: Visit, line: ToldLine, answering: str | None) -> None:
        data = line_data(line)
        self.talk.take(Spoken(visit.person, data, visit, answering))
        self._send({"kind": "chat", "speaker": str(visit.person), "data": data})

    def state_text(self, visit: Visit, sequence: int, layout: int) -> str:
        """The first frame of a stream; what changes after it is told behind it."""
        everybody = self.roster.everybody()
        you = everybody.pop(visit.person).visitor
        places = {person: place.position for person, place in self.cursors.places.items() if person in everybody}
        visit.near = set(places)
        visitors = [
            {**asdict(present.visitor), "viewing": present.viewing, "position": places.get(person)}
            for person, present in everybody.items()
        ]
        told = {"sequence": sequence, "layout_version": layout, "you": asdict(you), "visitors": visitors}
        return unnumbered_text("cosmos_state", told)

    async def _take_place(self, visit: Visit) -> None:
        """A client's own former socket makes room for it. Raises TooManyStreams."""
        for former in [each for each in self.visits if each.person == visit.person]:
            if former.client_id == visit.client_id:
                former.end(End.REPLACED)
        if self._is_full(visit.person):
            gone = await in_thread(_gone, list(self.roster.elsewhere))
            self.roster.forget_processes([process for process in gone if process in self.roster.elsewhere])
        if self._is_full(visit.person):
            raise TooManyStreams(retry_after=int(RENEWAL))
        self._held[visit.person] += 1  # nothing is awaited since the look

    def _is_full(self, person: uuid.UUID) -> bool:
        replaced = sum(each.ended is End.REPLACED for each in self.visits if each.person == person)
        held = self._held[person] - replaced + self.roster.sockets_elsewhere(person)
        return held >= settings.STREAMS_PER_USER

    async def _enter(self, visit: Visit) -> None:
        async with self._opening:
            if not self._is_running:
                self._is_running = True
                hub().on_doubted.add(self._upkeep.doubt)
                hub().on_everybody.add(self._tell_event)
                for work in (self.feed.run, self.cursors.run, self.talk.run):
                    self._upkeep.keep(work)
                self._upkeep.begin()
            if not self.visits:
                await hub().hear_topic(TOPIC, self._hear)
                self._layout = await self.feed.begin()
                self._send({"kind": "hello"})
            self.visits.add(visit)

    def _tell(self, text: str, but: uuid.UUID | None = None) -> None:
        for visit in self.visits:
            if visit.person != but:
                visit.outbox.tell(text)

    def _tell_event(self, event: Event) -> None:
        """What concerns all who listen to the server, whatever they look at."""
        self._tell(encode_frame(frame_envelope(event, world=None, at=datetime.now(UTC))))

    def _send(self, body: dict[str, Any]) -> None:
        if settings.REDIS_URL:  # without it there is no other process, and cursors would crowd out what worlds tell
            publisher.publish_on_topic(TOPIC, {**body, "process": self.process})

    def _hear(self, body: dict[str, Any]) -> None:
        """A message of any process, this one's own among them, which says nothing new."""
        if self.visits and body.get("process") != self.process and (heed := self._heeds.get(body["kind"])) is not None:
            heed(body)

    def _hear_people(self, body: dict[str, Any]) -> None:
        self.roster.hear(body["process"], body["people"], is_whole=body["kind"] == "everybody")

    def _hear_line(self, body: dict[str, Any]) -> None:
        self.talk.take(Spoken(uuid.UUID(body["speaker"]), body["data"]))

    def _note_layout(self, version: int) -> None:
        if version > self._layout:
            self._tell(unnumbered_text("layout_changed", {"layout_version": version}))
        self._layout = max(self._layout, version)


def _gone(processes: Sequence[str]) -> list[str]:
    """Those of these processes that were killed: what they held counts no longer."""
    clear_the_dead()
    living = {UNNAMED, *map(str, living_ids())}
    return [process for process in processes if process.partition(".")[0] not in living]


sky_sockets = PerLoop(SkySockets)
