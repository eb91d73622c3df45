"""Telling every process that a world has news. The log is the truth: a message may fail, and costs a turn nothing."""

from __future__ import annotations

import asyncio
import atexit
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import orjson
import structlog
from channels.layers import get_channel_layer
from channels_redis.pubsub import RedisPubSubChannelLayer
from django.conf import settings

from common.breaker import Breaker
from common.redis_wire import Wire, failure_in, wires
from worlds.event_types.audience import WORLD, Audience, Room
from worlds.event_types.base import EphemeralEvent
from worlds.feed.event import Carried, hearers_of, payload_of
from worlds.feed.messages import CarriedEphemeral, EventsStored, Message

log = structlog.get_logger("kleene.publisher")

EVERYWHERE: Final = "everywhere"  # in the place of a world: every process listens
SMALL: Final = 8 * 1024  # bytes of events that travel with a message; listeners read more from the log
HearStored = Callable[[EventsStored], None]

WAITING: Final = 10_000  # messages; past that the oldest are lost, as any may be
PATIENCE: Final = 1.0  # seconds for one message


class Sender:
    """What sends from an event loop: at once where Redis is connected and nothing waits before, else in the one task that sends."""

    def __init__(self, loop: asyncio.AbstractEventLoop, breaker: Breaker) -> None:
        self.loop, self.breaker = loop, breaker
        self.outbox: deque[Message] = deque(maxlen=WAITING)
        self.wake = asyncio.Event()
        self.idle = threading.Event()
        self.is_sending = False  # the task is about a message
        self.on_the_way = 0  # messages that Redis has not confirmed
        self.task = loop.create_task(self.deliver())

    def run(self) -> None:
        """In a thread of its own, which holds it (a loop holds its tasks weakly): what it took is sent, whoever follows it."""
        self.loop.run_forever()

    def take(self, message: Message) -> None:
        """From any thread. Raises RuntimeError once the loop is closed."""
        # In this order: a flush that begins in between waits, rather than leave what is about to be taken.
        self.idle.clear()
        if not _is_running(self.loop):
            self.outbox.append(message)
            self.loop.call_soon_threadsafe(self.wake.set)
        elif not self.goes_at_once(message):
            self.outbox.append(message)
            self.wake.set()  # to wake a loop from another thread costs it two calls of the system

    def goes_at_once(self, message: Message) -> bool:
        """Behind those that are on the way: one connection keeps their order."""
        layer = get_channel_layer()
        wire = wires().at_hand(settings.REDIS_URL) if isinstance(layer, RedisPubSubChannelLayer) else None
        if wire is None or self.outbox or self.is_sending or self.breaker.is_open:
            return False
        self.on_the_way += 1
        _published(wire, layer, message).add_done_callback(self.confirmed)
        return True

    def confirmed(self, answer: asyncio.Future[Any]) -> None:
        self.on_the_way -= 1
        self.note(answer.exception())  # nobody cancels it
        self.rest_if_done()

    def rest_if_done(self) -> None:
        if not self.outbox and not self.is_sending and not self.on_the_way:
            self.idle.set()

    def note(self, trouble: BaseException | None) -> None:
        if trouble is None:
            self.breaker.succeeded()
        else:
            self.breaker.failed(failure_in(trouble))
            log.warning("message not sent", trouble=repr(trouble), open=self.breaker.is_open)

    async def deliver(self) -> None:
        while True:
            while self.outbox:
                self.is_sending = True
                await self.send(self.outbox.popleft())
            self.is_sending = False
            # What is taken from here on wakes it again: the flag is cleared before the outbox is looked at, never after.
            self.rest_if_done()
            await self.wake.wait()
            self.wake.clear()

    async def send(self, message: Message) -> None:
        # While Redis is away nothing is sent, or each message would cost its patience; feeds poll faster meanwhile.
        if not self.breaker.allows():
            return
        trouble = None
        try:
            await _tell_group(message)
        except Exception as met:  # noqa: BLE001 - whatever one message meets, the next must be tried
            trouble = met
        self.note(trouble)


def _is_running(loop: asyncio.AbstractEventLoop) -> bool:
    """Whether this is called on that loop."""
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False


async def _tell_group(message: Message) -> None:
    """As the layer's own `group_send`, which on Redis takes a lock, a connection and an answer of its own for each message."""
    layer = get_channel_layer()
    if isinstance(layer, RedisPubSubChannelLayer):
        await _published(await wires().wire(settings.REDIS_URL, patience=PATIENCE), layer, message)
    else:
        async with asyncio.timeout(PATIENCE):
            await layer.group_send(group(message["world"]), message)


def _published(wire: Wire, layer: Any, message: Message) -> asyncio.Future[Any]:
    channel = layer._get_group_channel_name(group(message["world"]))  # noqa: SLF001 - where those who listen are subscribed
    return wire.ask("PUBLISH", channel, layer.serialize(message), patience=PATIENCE)


class Publisher:
    """One for a process: it sends from the server's own loop, or where there is none, from a thread with a loop."""

    def __init__(self) -> None:
        self.breaker = Breaker()
        self._lock = threading.Lock()
        self._sender: Sender | None = None
        self._hear: HearStored | None = None

    def attach(self, hear: HearStored | None = None) -> None:
        """Send from the running loop from now on; `hear` is called there at once with what is stored by it, before others are told."""
        self._hear = hear
        loop = asyncio.get_running_loop()
        with self._lock:  # or a thread that is making a sender just now would put it in this one's place
            if self._sender is None or self._sender.loop is not loop:
                self._sender = Sender(loop, self.breaker)

    def send(self, message: Message) -> None:
        """From any thread; returns at once, and raises nothing for want of listeners."""
        sender = self._sender_at_hand()
        if sender is None:
            return
        if self._hear is not None and message["type"] == "world.rung" and _is_running(sender.loop):
            self._hear(message)
        sender.take(message)

    def flush(self, *, patience: float = PATIENCE) -> None:
        """Wait until all is sent, for `patience` seconds at most: a command ends right after its commit."""
        if self._sender is not None and not self._sender.loop.is_closed():
            self._sender.idle.wait(patience)

    def _sender_at_hand(self) -> Sender | None:
        with self._lock:
            if self._sender is None or self._sender.loop.is_closed():
                # Without Redis only a server's own loop has listeners.
                self._sender = self._in_a_thread() if settings.REDIS_URL else None
            return self._sender

    def _in_a_thread(self) -> Sender:
        sender = Sender(asyncio.new_event_loop(), self.breaker)
        threading.Thread(target=sender.run, name="publisher", daemon=True).start()
        atexit.register(self.flush)
        return sender


here = Publisher()


def group(world: uuid.UUID | str) -> str:
    """The channel layer's name for a world's listeners."""
    return f"world.{world}"


def publish_events(world_id: uuid.UUID, sequence: int, events: Sequence[Carried] = ()) -> None:
    """Tell every process that the world's log reaches to `sequence`; `events` are the newest of it."""
    # What is large is read by those who listen, once for each process; small events save them that query.
    small = list(events) if events and len(orjson.dumps(events)) <= SMALL else []
    here.send({"type": "world.rung", "world": str(world_id), "sequence": sequence, "events": small})


def publish_ephemeral(
    world_id: uuid.UUID, event: EphemeralEvent, *, audience: Audience = WORLD, actor_id: uuid.UUID | None = None
) -> None:
    """Tell those who listen right now something that is neither numbered nor kept. One query for a room's people.

    Raises UnknownEventType for a type that is not in the catalogue, or an audience that it does not have.
    """
    hearers = hearers_of(event, audience, world_id=world_id)
    if hearers == []:
        return
    room = audience.location if isinstance(audience, Room) else ""
    here.send(ephemeral_message(world_id, event, hearers=hearers, actor_id=actor_id, room=room))


def ephemeral_message(
    world_id: uuid.UUID,
    event: EphemeralEvent,
    *,
    hearers: list[str] | None,
    actor_id: uuid.UUID | None = None,
    room: str = "",
) -> CarriedEphemeral:
    """How processes tell each other of it; `hearers` None is everybody in the world."""
    return {
        "type": "world.ephemeral",
        "world": str(world_id),
        "kind": event.TYPE,
        "data": payload_of(event),
        "actor": None if actor_id is None else str(actor_id),
        "audience": hearers,
        "room": room,
        "at": datetime.fromtimestamp(time.time(), UTC).isoformat(),
    }


def publish_replaced(world_id: uuid.UUID, leases: Sequence[int]) -> None:
    """End streams, in whichever process they are, whose leases others have taken."""
    here.send({"type": "world.replaced", "world": str(world_id), "leases": list(leases)})


def publish_doubted(world_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Have every process ask at once whether this person's streams may go on."""
    here.send({"type": "world.doubted", "world": str(world_id), "user": str(user_id)})


def publish_changes(tables: Collection[str]) -> None:
    """Have every process forget what it keeps at hand of these tables."""
    here.send({"type": "tables.changed", "world": EVERYWHERE, "tables": list(tables)})


def publish_on_topic(topic: str, body: dict[str, Any]) -> None:
    """Tell every process that hears of a topic, this one among them, something that is no world's. Plain values alone."""
    here.send({"type": "topic.told", "world": topic, "body": body})
