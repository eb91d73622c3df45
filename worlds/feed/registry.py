"""The feeds of this process: one for each world that somebody here listens to."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from typing import Any, Final

import structlog
from channels.layers import get_channel_layer
from django.db import Error as DatabaseTrouble

from common.database_threads import in_thread
from common.per_loop import PerLoop
from common.table_changes import note_change
from worlds.event_types.base import EphemeralEvent
from worlds.feed import event_log, publisher
from worlds.feed.feed import Feed
from worlds.feed.messages import EventsStored, Message
from worlds.feed.publisher import ephemeral_message

logger = structlog.get_logger("kleene.feed")

POLL: Final = 5.0  # seconds between looks at the log, for messages that were lost
POLL_UNHEARD: Final = 1.0  # while no messages can be sent
PATIENCE: Final = 1.0  # seconds for the channel layer


class HeldFeed:
    """Around the life of a stream. Not a generator, as each stream keeps one for as long as it lasts."""

    __slots__ = ("_feed", "_hub", "_world_id")

    def __init__(self, hub: Hub, world_id: uuid.UUID) -> None:
        self._hub, self._world_id = hub, world_id
        self._feed: Feed | None = None

    async def __aenter__(self) -> Feed:
        self._feed = await self._hub.hold(self._world_id)
        return self._feed

    async def __aexit__(self, *_error: object) -> None:
        assert self._feed is not None, "it was entered"
        await self._hub.let_go(self._feed)


class Hub:
    """One for an event loop. It holds one channel, and the group of each of its worlds once."""

    def __init__(self) -> None:
        self.feeds: dict[uuid.UUID, Feed] = {}
        self.on_replaced: set[Callable[[list[int]], None]] = set()
        self.on_doubted: set[Callable[[uuid.UUID], None]] = set()
        self.on_everybody: set[Callable[[EphemeralEvent], None]] = set()
        self._topics: dict[str, Callable[[dict[str, Any]], None]] = {}
        self._channel: str | None = None
        self._is_deaf = False  # the channel layer was away when it was last asked for something
        self._membership = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._starting: dict[uuid.UUID, asyncio.Task[None]] = {}
        self._left: set[uuid.UUID] = set()  # worlds without a feed, whose groups are to be left
        self._listening: asyncio.Task[None] | None = None

    def listen_for_changes(self) -> asyncio.Task[None]:
        """Hear which tables other processes change, once the task is done. Asking again changes nothing."""
        if self._listening is None:
            publisher.here.attach(self.hear_stored)
            self._run_tasks()
            # It begins to run only after this is assigned.
            self._listening = asyncio.create_task(self._enter_everywhere())
        return self._listening

    async def hear_topic(self, topic: str, hear: Callable[[dict[str, Any]], None]) -> None:
        """Have `hear` called, from now on, with whatever any process publishes on a topic that is no world's."""
        publisher.here.attach(self.hear_stored)
        self._run_tasks()
        self._topics[topic] = hear
        await self._enter_everywhere()

    def hear_stored(self, message: EventsStored) -> None:
        """Hear at once of what this process has stored itself. It hears of it again by the channel layer, and then does nothing with it."""
        feed = self.feeds.get(uuid.UUID(message["world"]))
        if feed is not None:
            feed.hear_next(message["sequence"], message["events"])

    @property
    def is_deaf(self) -> bool:
        """Whether messages do not go through now: what is heard of by them must be looked up meanwhile."""
        return self._is_deaf or publisher.here.breaker.is_open

    def feed(self, world_id: uuid.UUID) -> HeldFeed:
        """The world's feed, started by its first holder and stopped after its last. To enter it raises SharedWorld.DoesNotExist."""
        return HeldFeed(self, world_id)

    async def hold(self, world_id: uuid.UUID) -> Feed:
        publisher.here.attach(self.hear_stored)
        self._run_tasks()
        feed = self.feeds.get(world_id)
        if feed is None:  # nothing is awaited until it is entered: two holders at once start one feed
            feed = self.feeds[world_id] = Feed(world_id)
            self._starting[world_id] = asyncio.create_task(self._start(feed))
        feed.holders += 1
        try:
            # Of several holders at once one may be cancelled: the others still need the start.
            await asyncio.shield(self._starting[world_id])
        except BaseException:
            await self.let_go(feed)
            raise
        return feed

    async def let_go(self, feed: Feed) -> None:
        feed.holders -= 1
        if not feed.holders:
            await self._stop(feed)

    async def _start(self, feed: Feed) -> None:
        # Before the log's end is read: what is published in between is heard, or else found by the poll.
        async with self._membership:
            if (
                not self._is_deaf
            ):  # else each would wait in vain, one after the other: the poll enters them all when it can
                await self._enter(feed)
        await feed.start()

    async def _stop(self, feed: Feed) -> None:
        del self.feeds[feed.world_id]
        self._starting.pop(feed.world_id).cancel()
        feed.stop()
        self._left.add(feed.world_id)
        if not self._is_deaf:
            await self._leave_groups()

    async def _leave_groups(self) -> None:
        """Leave those of worlds without a feed, also where a cancelled start may have entered them."""
        async with self._membership:
            for world_id in list(self._left):
                # Somebody may have started the same world's feed again meanwhile, with the same membership.
                if world_id not in self.feeds and self._channel is not None:
                    leaving = get_channel_layer().group_discard(publisher.group(world_id), self._channel)
                    if not await self._patiently(leaving):
                        break
                self._left.discard(world_id)

    async def _enter(self, feed: Feed) -> None:
        """Entering twice is entering once, and keeps the membership from expiring; not of a feed that has ended. Assumes the lock."""
        if self.feeds.get(feed.world_id) is feed:
            feed.is_member = await self._patiently(self._join(publisher.group(feed.world_id)))

    async def _enter_everywhere(self) -> None:
        """Where nobody listens for changes and no topic is heard of, does nothing."""
        async with self._membership:
            for name in [*([] if self._listening is None else [publisher.EVERYWHERE]), *self._topics]:
                if not await self._patiently(self._join(publisher.group(name))):
                    break  # nor would the others be let in, each after its own patience

    async def _join(self, name: str) -> None:
        layer = get_channel_layer()
        if self._channel is None:
            self._channel = await layer.new_channel()
            self._tasks.append(asyncio.create_task(self._listen(self._channel)))
        await layer.group_add(name, self._channel)

    async def _patiently(self, work: Coroutine[Any, Any, None]) -> bool:
        """Whether the channel layer did it in time. Said once, however long it stays away."""
        try:
            async with asyncio.timeout(PATIENCE):
                await work
        except Exception as trouble:  # noqa: BLE001 - feeds do without a channel layer: they poll
            if not self._is_deaf:
                logger.warning("channel layer away", trouble=repr(trouble))
            self._is_deaf = True
            return False
        if self._is_deaf:
            logger.warning("channel layer back")
        self._is_deaf = False
        return True

    def _run_tasks(self) -> None:
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._poll())]

    async def _listen(self, channel: str) -> None:
        layer = get_channel_layer()
        while True:
            try:
                # In the order in which the layer gives them, and without waiting: a slow feed must not hold up the others.
                self._hear(await layer.receive(channel))
            except Exception as trouble:  # noqa: BLE001 - no message, and no failure of the layer, may end the listening
                logger.warning("feeds hear nothing", trouble=repr(trouble))
                await asyncio.sleep(POLL_UNHEARD)

    def _hear(self, message: Message) -> None:
        if message["type"] == "world.replaced":
            for tell in self.on_replaced:
                tell(message["leases"])
        elif message["type"] == "world.doubted":
            for ask in self.on_doubted:
                ask(uuid.UUID(message["user"]))
        elif message["type"] == "tables.changed":
            note_change(message["tables"])
        elif message["type"] == "topic.told":
            self._topics[message["world"]](message["body"])
        elif (feed := self.feeds.get(uuid.UUID(message["world"]))) is not None:
            feed.hear_message(message)

    async def _poll(self) -> None:
        rested = 0.0
        while True:
            await asyncio.sleep(POLL_UNHEARD)
            rested += POLL_UNHEARD
            is_due = rested >= POLL
            if is_due:
                rested = 0.0
                await self._enter_everywhere()
                await self._leave_groups()
            if self.feeds and (is_due or not self._is_heard()):
                await self._look()

    def _is_heard(self) -> bool:
        return not publisher.here.breaker.is_open and all(feed.is_member for feed in self.feeds.values())

    async def _look(self) -> None:
        for feed in list(self.feeds.values()):
            async with self._membership:
                await self._enter(feed)
            if self._is_deaf:
                break  # nor would the others be let in, each after its own patience
        try:
            newest = await in_thread(event_log.newest_of, list(self.feeds))
        except DatabaseTrouble:
            logger.warning("feeds cannot look at the log")
            return
        # One query for all worlds of the process, whatever their number; who is not behind does nothing with it.
        for world_id, sequence in newest.items():
            if (listening := self.feeds.get(world_id)) is not None:
                listening.hear(sequence)


hub = PerLoop(Hub)


def tell_everybody_here(event: EphemeralEvent) -> None:
    """Tell all who listen in this process, whichever world they are in, or none. On the event loop that serves."""
    for tell in hub().on_everybody:
        tell(event)
    for world_id, feed in hub().feeds.items():
        feed.hear_ephemeral(ephemeral_message(world_id, event, hearers=None))
