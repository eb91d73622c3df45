"""The sockets of the sky that this process holds open, and what becomes due for them."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import Error as DatabaseTrouble

from common import shutdown
from common.database_threads import in_thread
from common.per_loop import PerLoop
from cosmos.consumers.cursors import Cursors
from cosmos.consumers.log_feed import LogFeed
from cosmos.consumers.roster import Roster
from cosmos.consumers.server_frames import unnumbered_text
from cosmos.consumers.talk import Spoken, Talk
from cosmos.consumers.visits import Visit
from cosmos.services.log import current_layout
from cosmos.services.visitors import Visitor, describe_visitors
from cosmos.signals import TOPIC
from presence.services.heartbeats import record_heartbeats
from worlds.consumers.authentication import Caller
from worlds.feed import publisher
from worlds.feed.registry import POLL, POLL_UNHEARD, hub
from worlds.feed.subscriber import End
from worlds.services.credential_checks import trusted_credentials
from worlds.services.stream_leases import TooManyStreams

logger = structlog.get_logger("kleene.sky")

TICK: Final = 1.0  # seconds
RENEWAL: Final = 10.0  # seconds between two looks at accounts, and two announcements of who is here
QUIET: Final = 15.0  # seconds after which a line carries something though nothing happened


class SkySockets:
    """One for an event loop. `process` is how messages name it."""

    def __init__(self) -> None:
        self.process = uuid.uuid4().hex
        self.visits: set[Visit] = set()
        self.feed = LogFeed()
        self.roster = Roster(self._tell, self._send)
        self.cursors = Cursors(self.visits, self.roster, self._send)
        self.talk = Talk(self.visits)
        self._heeds: dict[str, Callable[[dict[str, Any]], None]] = {
            "rung": lambda body: self.feed.ring(body["sequence"]),
            "layout": lambda body: self._note_layout(body["layout_version"]),
            "doubted": lambda body: self._doubted(uuid.UUID(body["person"])),
            "hello": lambda _body: self.roster.announce(),
            "people": self._hear_people,
            "everybody": self._hear_people,
            "cursors": lambda body: self.cursors.hear(body["moved"]),
            "chat": self._hear_line,
        }
        self._layout = 0
        self._held: Counter[uuid.UUID] = Counter()
        self._opening = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._polled = self._looked = 0.0

    @asynccontextmanager
    async def opened(self, caller: Caller, client_id: str) -> AsyncIterator[Visit]:
        """A socket among the others, from its first frame to its last. Raises TooManyStreams."""
        visit = Visit(caller, client_id)
        self._take_place(visit)
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

    def say(self, visit: Visit, text: str, answering: str | None) -> None:
        present = self.roster.here[visit.person]
        data = {**asdict(present.visitor), "text": text}
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

    def _take_place(self, visit: Visit) -> None:
        """A client's own former socket makes room for it. Raises TooManyStreams."""
        for former in [each for each in self.visits if each.person == visit.person]:
            if former.client_id == visit.client_id:
                former.end(End.REPLACED)
        replaced = sum(each.ended is End.REPLACED for each in self.visits if each.person == visit.person)
        held = self._held[visit.person] - replaced + self.roster.sockets_elsewhere(visit.person)
        if held >= settings.STREAMS_PER_USER:
            raise TooManyStreams(retry_after=int(RENEWAL))
        self._held[visit.person] += 1

    async def _enter(self, visit: Visit) -> None:
        async with self._opening:
            if not self._tasks:
                hub().on_doubted.add(self._doubted)
                for work in (self.feed.run(), self.cursors.run(), self.talk.run(), self._tick(), self._leave()):
                    self._do(work)
            if not self.visits:
                await hub().hear_topic(TOPIC, self._hear)
                await self.feed.begin()
                self._send({"kind": "hello"})
            self.visits.add(visit)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell(self, text: str, but: uuid.UUID | None = None) -> None:
        for visit in self.visits:
            if visit.person != but:
                visit.outbox.tell(text)

    def _send(self, body: dict[str, Any]) -> None:
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
        if self._layout and version > self._layout:
            self._tell(unnumbered_text("layout_changed", {"layout_version": version}))
        self._layout = max(self._layout, version)

    def _doubted(self, person: uuid.UUID) -> None:
        self._do(self._steadily(self._look([visit for visit in self.visits if visit.person == person])))

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
        self._note_layout(layout.version)
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


def _standing(visits: Sequence[Visit]) -> tuple[set[Any], dict[uuid.UUID, Visitor]]:
    people = {visit.person for visit in visits}
    record_heartbeats(people)
    return trusted_credentials([visit.caller.credential for visit in visits]), describe_visitors(people)


sky_sockets = PerLoop(SkySockets)
