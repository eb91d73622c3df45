from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from common.breaker import Breaker
from common.database_threads import in_thread
from common.redis_wire import close_wires
from tests.kleene_site.programs import ROOT, environment
from tests.worlds.feed.redis_of_our_own import OwnRedis
from tests.worlds.feed.test_feed import numbers
from tests.worlds.living_world import Living, living_world
from worlds.feed import publisher
from worlds.feed.event import carried
from worlds.feed.registry import hub
from worlds.models import WorldEvent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.redis]


@pytest.fixture
def own_redis(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path)
    server.start()
    settings.REDIS_URL = server.url
    settings.CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [server.url]}}
    }
    monkeypatch.setattr(publisher.here, "breaker", Breaker())
    yield server
    server.stop()


@pytest.fixture(autouse=True)
async def closed_wires() -> AsyncIterator[None]:
    yield
    await close_wires()


@pytest.fixture
def living() -> Living:
    return living_world("ada", "ben")


@pytest.fixture
def without_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that is not heard is then never made up for; so none may be given up because the machine is starved."""
    monkeypatch.setattr("worlds.feed.registry.POLL", 1e9)
    monkeypatch.setattr("worlds.feed.registry.PATIENCE", 60.0)
    monkeypatch.setattr(publisher, "PATIENCE", 60.0)


async def test_a_message_comes_back_through_redis(own_redis: OwnRedis, without_poll: None, living: Living) -> None:
    async with hub().feed(living.world.pk) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=3))
        await in_thread(living.ticks, 3)
        assert await listening == [1, 2, 3]
        assert (feed.is_member, feed.gaps_read) == (True, 0)


RING = """
import sys, uuid, django
django.setup()
from django.db import transaction
from worlds.feed import publisher
from worlds.feed.event import carried
from worlds.models import SharedWorld
from worlds.event_types.stored import TurnPlayed
from worlds.services import events
PLAYED = TurnPlayed(turn=1, kind="choice", cell=None, option_text=None)
publisher.PATIENCE = 60.0  # on a starved machine the first connection may take longer than its second
with transaction.atomic():
    world = SharedWorld.objects.select_for_update().get(pk=sys.argv[1])
    events.append_events(world, events.NewEvent(PLAYED), events.NewEvent(PLAYED))
    world.save(update_fields=events.COUNTERS)
"""


def database_url() -> str:
    settings = connection.settings_dict
    return f"postgresql://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@pytest.mark.postgres
async def test_what_another_process_logs_is_heard_though_it_ends_at_once(
    own_redis: OwnRedis, without_poll: None, living: Living, tmp_path: Path
) -> None:
    env = environment(
        tmp_path, DATABASE_URL=database_url(), REDIS_URL=own_redis.url, DJANGO_SETTINGS_MODULE="kleene_site.settings"
    )
    async with hub().feed(living.world.pk) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=2))
        other = await asyncio.create_subprocess_exec(
            sys.executable, "-c", RING, str(living.world.pk), cwd=ROOT, env=env
        )
        assert await other.wait() == 0
        assert await listening == [1, 2]
        assert feed.gaps_read == 0


async def test_without_redis_turns_go_on_and_nobody_misses_anything(
    own_redis: OwnRedis, living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worlds.feed.registry.POLL_UNHEARD", 0.05)
    monkeypatch.setattr("common.breaker.REST", 0.2)
    async with hub().feed(living.world.pk) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=12))
        await in_thread(living.ticks)
        own_redis.stop()
        began = time.monotonic()
        for _ in range(10):
            await in_thread(living.ticks)
        print(f"10 events without Redis in {time.monotonic() - began:.2f} s")  # noqa: T201
        while not publisher.here.breaker.is_open:
            await in_thread(living.ticks, 0)
            publisher.publish_events(living.world.pk, 11)
            await asyncio.sleep(0.01)
        own_redis.start()
        await in_thread(living.ticks)
        assert await listening == list(range(1, 13))


async def test_once_redis_is_back_the_breaker_closes_and_messages_are_heard(
    own_redis: OwnRedis, without_poll: None, living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("common.breaker.REST", 0.2)
    async with hub().feed(living.world.pk) as feed:
        own_redis.stop()
        while not publisher.here.breaker.is_open:
            publisher.publish_events(living.world.pk, 0)
            await asyncio.sleep(0.01)
        own_redis.start()
        while publisher.here.breaker.is_open:
            publisher.publish_events(living.world.pk, 0)
            await asyncio.sleep(0.01)
        heard = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=1))
        rows = await in_thread(living.ticks)
        while not heard.done():  # the listening side comes back in its own time
            publisher.publish_events(living.world.pk, rows[-1].sequence)
            await asyncio.sleep(0.05)
        assert await heard == [1]


async def test_a_stream_begins_while_redis_is_away_which_is_said_once(
    own_redis: OwnRedis, living: Living, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("worlds.feed.registry.POLL_UNHEARD", 0.05)
    own_redis.stop()
    async with hub().feed(living.world.pk) as feed:
        assert not feed.is_member
        for number in (1, 2, 3):  # each is found by another look, and no look finds Redis
            listening = asyncio.create_task(numbers(feed, living.people[0], cursor=number - 1, upto=number))
            await in_thread(living.ticks)
            assert await listening == [number]
        own_redis.start()
        while not feed.is_member:  # noqa: ASYNC110 - the poll does it, and tells nobody
            await asyncio.sleep(0.01)
    told = [str(record.msg) for record in caplog.records if record.name == "kleene.feed"]
    assert [sum(words in line for line in told) for words in ("channel layer away", "channel layer back")] == [1, 1]


async def test_those_in_the_process_that_stored_it_hear_of_an_event_while_redis_is_silent(
    own_redis: OwnRedis, without_poll: None, living: Living
) -> None:
    async with hub().feed(living.world.pk) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=3))
        with own_redis.silent():
            await in_thread(living.ticks, 3)  # in a thread: its messages wait for Redis
            rows = await in_thread(lambda: [carried(row) for row in WorldEvent.objects.order_by("sequence")])
            for row in rows:
                publisher.publish_events(living.world.pk, row["sequence"], [row])
            assert await listening == [1, 2, 3]
        assert feed.gaps_read == 0


async def test_what_is_heard_at_once_and_again_by_redis_is_handed_on_once(
    own_redis: OwnRedis, without_poll: None, living: Living
) -> None:
    async with hub().feed(living.world.pk) as feed:
        listening = asyncio.create_task(numbers(feed, living.people[0], cursor=0, upto=4))
        await in_thread(living.ticks, 3)
        rows = await in_thread(lambda: [carried(row) for row in WorldEvent.objects.order_by("sequence")])
        for row in rows:
            publisher.publish_events(living.world.pk, row["sequence"], [row])
        await in_thread(living.ticks, 1)
        assert await listening == [1, 2, 3, 4]


async def test_events_with_a_gap_before_them_wait_for_their_message(own_redis: OwnRedis, living: Living) -> None:
    async with hub().feed(living.world.pk) as feed:
        with own_redis.silent():
            await in_thread(living.ticks, 2)
            (_, second) = await in_thread(lambda: [carried(row) for row in WorldEvent.objects.order_by("sequence")])
            publisher.publish_events(living.world.pk, 2, [second])
            await asyncio.sleep(0)
            assert (feed.cursor, feed.gaps_read) == (0, 0)
        assert await numbers(feed, living.people[0], cursor=0, upto=2) == [1, 2]
