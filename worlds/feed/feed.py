"""One world's news in one process: every event exactly once and in order, whatever becomes of messages."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import deque
from collections.abc import AsyncGenerator, Collection, Sequence
from datetime import datetime
from typing import Final

import structlog
from django.db import Error as DatabaseTrouble

from common.database_threads import in_thread
from common.errors import Unavailable
from common.table_changes import versions_of
from relations.services.mutes import TABLES, unheard_by
from worlds.event_types.ephemeral import Typing
from worlds.feed import event_log
from worlds.feed.event import Carried, LoggedEvent, has_words, hides_typing, logged_event, people_in
from worlds.feed.messages import CarriedEphemeral, EventsStored
from worlds.feed.names import met_in
from worlds.feed.subscriber import Delivery, End, Ephemeral, Subscriber

logger = structlog.get_logger("kleene.feed")

KEPT: Final = 100  # events at hand for those who were away for a moment
HEARD: Final = 1000  # events that came ahead of others; past that they are read from the log
RETRY: Final = 1.0  # seconds after the database failed
BELIEVED: Final = 60.0  # seconds for which it is believed that nobody has muted anybody


class Feed:
    """Only for the event loop it was started on. `cursor` is the last event that was handed on."""

    def __init__(self, world_id: uuid.UUID) -> None:
        self.world_id = world_id
        self.holders = 0
        self.is_member = False  # of the channel layer's group
        self.cursor = 0
        self.gaps_read = 0
        self._world = ""
        self._newest = 0
        self._told = 0  # times that anybody told of events
        self._heard: dict[int, Carried] = {}
        self._ephemerals: deque[CarriedEphemeral] = deque(maxlen=HEARD)
        self._kept: deque[LoggedEvent] = deque(maxlen=KEPT)
        self._subscribers: set[Subscriber] = set()
        self._listeners: set[Subscriber] = set()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin at the log's present end. Raises SharedWorld.DoesNotExist."""
        self._world, self.cursor = await event_log.here_and_now(self.world_id)
        self._newest = self.cursor
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def hear(self, sequence: int, events: Sequence[Carried] = ()) -> None:
        """There are events up to `sequence`; any may be missing here, repeated or early."""
        if sequence <= self.cursor:
            return
        self._newest = max(self._newest, sequence)
        self._told += 1
        # Bounded: what is not kept here is only a gap, which costs one query.
        if len(self._heard) < HEARD:
            self._heard.update({event["sequence"]: event for event in events if event["sequence"] > self.cursor})
        self._wake.set()

    def hear_next(self, sequence: int, events: Sequence[Carried]) -> None:
        """The same of events that no message has brought. Those with a gap before them are left to the message: what another
        process has stored before them is on its way here, too, and need not be read from the log.
        """
        if sequence - len(events) <= self._newest:
            self.hear(sequence, events)

    def hear_message(self, message: EventsStored | CarriedEphemeral) -> None:
        """What a process told of this world."""
        if message["type"] == "world.rung":
            self.hear(message["sequence"], message["events"])
        else:
            self.hear_ephemeral(message)

    def hear_ephemeral(self, heard: CarriedEphemeral) -> None:
        self._ephemerals.append(heard)
        self._wake.set()

    def listen(self, subscriber: Subscriber) -> None:
        """Until `leave`, it hears what is ephemeral, also before it follows."""
        self._listeners.add(subscriber)

    def leave(self, subscriber: Subscriber) -> None:
        self._listeners.discard(subscriber)

    async def follow(self, subscriber: Subscriber) -> AsyncGenerator[Delivery, None]:
        """Everything from the subscriber's cursor on: first from the log, then as it happens, until the stream's end.

        To be used with `contextlib.aclosing`. Raises the database's errors while it reads from the log.
        """
        while subscriber.cursor < self.cursor and subscriber.ended is None:
            missed = await self._since(subscriber.cursor)
            if has_words(missed):
                await self._learn_mutes([subscriber])
            for delivery in subscriber.meet(missed):
                yield delivery
        # Nothing was awaited since the cursors were compared: no event falls between log and feed.
        self._subscribers.add(subscriber)
        try:
            while True:
                delivery = await subscriber.next()
                yield delivery
                if isinstance(delivery, End):
                    return
        finally:
            self._subscribers.discard(subscriber)

    async def _since(self, cursor: int) -> list[LoggedEvent]:
        # Many come back at once when a server restarts: most of them missed less than is kept, and cost no query.
        kept = [event for event in self._kept if event.sequence > cursor]
        # Words are read again: they may have been hidden since.
        if kept and kept[0].sequence == cursor + 1 and all(event.text is None for event in kept):
            return kept
        return await event_log.read_on_loop(self.world_id, world=self._world, after=cursor)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._catch_up()
                await self._tell_ephemerals()
            except (DatabaseTrouble, Unavailable):  # the latter where no connection is free in time
                # The cursor stands before what could not be read, so nothing is lost: the same is tried again.
                logger.exception("feed cannot read", world=self._world)
                await asyncio.sleep(RETRY)
                self._wake.set()

    async def _catch_up(self) -> None:
        while self.cursor < self._newest:
            # One of them always moves the cursor or lowers `_newest`, so this ends.
            events = await self._next_heard() or await self._read_gap()
            if has_words(events):
                await self._learn_mutes(self._subscribers)
            for event in events:
                self._hand_on(event)

    async def _next_heard(self) -> list[LoggedEvent]:
        """Those that come exactly next."""
        found: list[Carried] = []
        while (event := self._heard.get(self.cursor + len(found) + 1)) is not None:
            found.append(event)
        known = await met_in(self.world_id, people_in(found)) if found else {}
        return [logged_event(event, world=self._world, people=known) for event in found]

    async def _read_gap(self) -> list[LoggedEvent]:
        self.gaps_read += 1
        told = self._told
        events = await in_thread(event_log.read, self.world_id, after=self.cursor)
        if not events and told == self._told:
            # Whoever told of more was wrong: every event is readable before anybody tells of it. What was told of while the
            # log was read may have been written since, so the log is read again.
            self._newest = self.cursor
        return events

    def _hand_on(self, event: LoggedEvent) -> None:
        # A page of the log may reach past the gap: what was heard of it already is not handed on twice.
        self._heard.pop(event.sequence, None)
        if event.sequence <= self.cursor:
            return
        self.cursor = event.sequence
        self._kept.append(event)
        # Nothing is awaited in here: nobody can come or go while the set is walked, and no stream is a step behind.
        for subscriber in self._subscribers:
            subscriber.hand(event)

    async def _tell_ephemerals(self) -> None:
        while self._ephemerals:
            heard = self._ephemerals.popleft()
            actor = heard["actor"]
            known = await met_in(self.world_id, {actor}) if actor else {}
            told = Ephemeral(
                world=self._world,
                type=heard["kind"],
                data=heard["data"],
                actor=known.get(actor) if actor else None,
                room=heard["room"],
                at=datetime.fromisoformat(heard["at"]),
            )
            if told.type == Typing.TYPE:
                await self._learn_mutes(self._listeners)
            self._tell(told, heard["audience"])

    def _tell(self, told: Ephemeral, audience: list[str] | None) -> None:
        is_typing = told.type == Typing.TYPE
        for subscriber in self._listeners:
            if audience is not None and subscriber.reader not in audience:
                continue
            if not (is_typing and hides_typing(told.actor, told.room, subscriber.mutes)):
                subscriber.tell(told)

    async def _learn_mutes(self, subscribers: Collection[Subscriber]) -> None:
        """What readers have muted since is known from here on. No query while nobody has, but one a minute."""
        # Several rounds where somebody mutes, or comes, meanwhile: what is handed on next is judged by what is known now.
        while old := [each for each in subscribers if each.mutes_as_of != self._as_of()]:
            as_of = self._as_of()
            known = await in_thread(unheard_by, {each.reader for each in old})
            for each in old:
                each.mutes, each.mutes_as_of = known[each.reader], as_of

    def _as_of(self) -> tuple[int, ...]:
        # News of a change may be lost: nothing is believed for longer than a while.
        return (*versions_of(TABLES), int(time.monotonic() // BELIEVED))
