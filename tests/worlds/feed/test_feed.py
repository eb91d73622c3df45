from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, aclosing, asynccontextmanager

import pytest
from django.db import connection

from common.database_threads import in_thread
from profiles.models import User
from tests.worlds.living_world import Living, living_world
from worlds.event_types.audience import Room
from worlds.event_types.ephemeral import Typing
from worlds.feed import publisher
from worlds.feed.event import Seen, carried
from worlds.feed.feed import Feed
from worlds.feed.registry import hub
from worlds.feed.subscriber import End, Ephemeral, Passed, Subscriber
from worlds.models import SharedWorld, WorldEvent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def living() -> Living:
    return living_world("ada", "ben", "cleo")


@asynccontextmanager
async def deaf_feed(living: Living) -> AsyncIterator[Feed]:
    """A feed that hears only what the test tells it."""
    feed = Feed(living.world.pk)
    await feed.start()
    try:
        yield feed
    finally:
        feed.stop()


async def numbers(feed: Feed, reader: User, *, cursor: int, upto: int) -> list[int]:
    """What a reader gets from `cursor` on until `upto` has been met."""
    got: list[int] = []
    async with aclosing(feed.follow(Subscriber(reader.pk, cursor=cursor, seen=0))) as deliveries:
        async for delivery in deliveries:
            if isinstance(delivery, Seen):
                got.append(delivery.event.sequence)
            if sequence_of(delivery) >= upto:
                return got
    return got


def sequence_of(delivery: object) -> int:
    match delivery:
        case Seen(event, _):
            return event.sequence
        case Passed(sequence):
            return sequence
        case _:
            return 0


def spoiled(rows: Sequence[WorldEvent], chance: random.Random) -> list[tuple[int, list[WorldEvent]]]:
    """Messages about `rows` as a bad line brings them: in pieces, some lost, some twice, in any order."""
    sent = [(row.sequence, [row] if chance.random() < 0.7 else []) for row in rows]
    kept = [one for one in sent if chance.random() < 0.7]
    arrived = kept + [one for one in kept if chance.random() < 0.3]
    chance.shuffle(arrived)
    return arrived


@pytest.mark.parametrize("seed", range(8))
async def test_each_event_comes_once_and_in_order_whatever_becomes_of_messages(living: Living, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    async with deaf_feed(living) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=25))
        rows = await in_thread(living.ticks, 25)
        for sequence, events in spoiled(rows, chance):
            feed.hear(sequence, [carried(row) for row in events])
            if chance.random() < 0.5:
                await asyncio.sleep(0)
        feed.hear(25)  # what the poll finds in the end
        assert await listening == list(range(1, 26))


async def test_a_message_that_lies_does_no_harm(living: Living) -> None:
    async with deaf_feed(living) as feed:
        feed.hear(1000)
        rows = await in_thread(living.ticks, 2)
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=2))
        feed.hear(2, [carried(row) for row in rows])
        assert await listening == [1, 2]


async def test_what_is_told_while_a_lie_is_looked_up_is_not_forgotten(living: Living) -> None:
    async with deaf_feed(living) as feed:
        feed.hear(1000)
        while not feed.gaps_read:  # noqa: ASYNC110 - it counts, and tells nobody
            await asyncio.sleep(0)
        # The loop stands still until they are written, so that what the log said before comes after what is told next.
        with ThreadPoolExecutor(1) as threads:
            rows = threads.submit(ticks_and_leave, living).result()
        feed.hear(2, [carried(row) for row in rows])
        assert await numbers(feed, living.people[0], cursor=0, upto=2) == [1, 2]


def ticks_and_leave(living: Living) -> list[WorldEvent]:
    try:
        return living.ticks(2)
    finally:
        connection.close()


async def test_what_comes_in_the_message_is_not_read_again(living: Living) -> None:
    async with deaf_feed(living) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=3))
        rows = await in_thread(living.ticks, 3)
        feed.hear(3, [carried(row) for row in rows])
        await listening
        assert feed.gaps_read == 0


@pytest.mark.parametrize("cursor", [0, 1, 17, 119, 120])
async def test_from_any_cursor_a_reader_gets_the_rest_of_the_log(living: Living, cursor: int) -> None:
    await in_thread(living.ticks, 120)
    async with hub().feed(living.world.pk) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=cursor, upto=121))
        await in_thread(living.ticks)
        assert await listening == list(range(cursor + 1, 122))


async def test_whispers_reach_only_their_hearers(living: Living) -> None:
    ada, ben, cleo = living.people
    async with hub().feed(living.world.pk) as feed:
        listening = [asyncio.create_task(numbers(feed, person, cursor=0, upto=4)) for person in living.people]
        await in_thread(living.ticks)
        await in_thread(living.says, ada, "psst", ben)
        await in_thread(living.says, ben, "what?", ada)
        await in_thread(living.says, cleo, "good evening")
        assert await asyncio.gather(*listening) == [[1, 2, 3, 4], [1, 2, 3, 4], [1, 4]]


async def test_a_word_hidden_since_is_removed_from_what_a_late_reader_gets(living: Living) -> None:
    async with hub().feed(living.world.pk) as feed:
        first = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=1))
        said = await in_thread(living.says, living.people[1], "vile words")
        await first
        assert said.text is not None
        await in_thread(said.text.redact)
        async with aclosing(feed.follow(Subscriber(living.people[0].pk, cursor=0, seen=0))) as deliveries:
            delivery = await anext(deliveries)
    assert isinstance(delivery, Seen)
    assert (delivery.event.text, delivery.event.removed) == ("", True)


async def test_a_lost_message_is_made_up_for_by_the_poll(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worlds.feed.registry.POLL", 0.0)
    monkeypatch.setattr("worlds.feed.registry.POLL_UNHEARD", 0.01)
    async with hub().feed(living.world.pk) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=3))
        monkeypatch.setattr(publisher.here, "send", silence)
        await in_thread(living.ticks, 3)
        assert await listening == [1, 2, 3]


def silence(_message: object) -> None:
    """Stands for a line that is cut: nothing leaves the process."""


async def test_one_feed_serves_a_world_and_goes_with_its_last_listener(living: Living) -> None:
    async with hub().feed(living.world.pk) as first:
        async with hub().feed(living.world.pk) as second:
            assert second is first
        assert hub().feeds == {living.world.pk: first}
    assert hub().feeds == {}
    async with hub().feed(living.world.pk) as third:
        assert third is not first
        listening = asyncio.create_task(numbers(third, living.people[0], cursor=0, upto=1))
        await in_thread(living.ticks)
        assert await listening == [1]


async def test_a_world_that_is_not_there_has_no_feed() -> None:
    with pytest.raises(SharedWorld.DoesNotExist):
        async with hub().feed(uuid.uuid4()):
            pass
    assert hub().feeds == {}


async def test_what_is_ephemeral_reaches_those_it_is_for_and_is_not_numbered(living: Living) -> None:
    ada, ben, cleo = living.people
    async with hub().feed(living.world.pk) as feed, AsyncExitStack() as stack:
        subscribers = {person: Subscriber(person.pk, cursor=0, seen=0) for person in living.people}
        for subscriber in subscribers.values():
            feed.listen(subscriber)
            stack.callback(feed.leave, subscriber)
        streams = {person: feed.follow(subscriber) for person, subscriber in subscribers.items()}
        firsts = {person: asyncio.ensure_future(anext(stream)) for person, stream in streams.items()}
        await asyncio.sleep(0)
        publisher.publish_ephemeral(
            living.world.pk, Typing(location="road"), audience=Room("road", people=[ben.pk]), actor_id=ada.pk
        )
        told = await firsts[ben]
        assert isinstance(told, Ephemeral)
        assert (told.type, told.actor and told.actor.name) == ("typing", "Ada")
        subscribers[ada].end(End.LEAVING)
        subscribers[cleo].end(End.LEAVING)
        assert [await firsts[ada], await firsts[cleo]] == [End.LEAVING, End.LEAVING]


async def test_events_are_published_from_any_thread(living: Living) -> None:
    async with hub().feed(living.world.pk) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=40))
        work: list[Callable[[], object]] = [living.ticks for _ in range(40)]
        await asyncio.gather(*(in_thread(each) for each in work))
        assert await listening == list(range(1, 41))
