"""A feed of a world whose process has no connection to the database left."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from django.conf import settings

from common.database_threads import in_thread
from common.prepared import pool, postgres
from tests.hot.conftest import Doors
from tests.worlds.living_world import living_world
from worlds.event_types.audience import Room
from worlds.event_types.ephemeral import Typing
from worlds.feed import feed as feeds
from worlds.feed import publisher
from worlds.feed.names import people
from worlds.feed.registry import hub
from worlds.feed.subscriber import Ephemeral, Subscriber

pytestmark = pytest.mark.postgres  # the embedded database has one connection that writes, and others that read


async def test_a_feed_that_finds_no_connection_free_goes_on_when_one_is(
    doors: Doors, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(postgres, "PATIENCE", 0.05)
    monkeypatch.setattr(feeds, "RETRY", 0.01)
    living = await in_thread(living_world, "ada", "ben")
    ada, ben = living.people
    hearers = Room("road", people=[ben.pk])
    people.forget()
    async with hub().feed(living.world.pk) as feed:
        subscriber = Subscriber(ben.pk, cursor=feed.cursor, seen=0)
        feed.listen(subscriber)
        deliveries = feed.follow(subscriber)
        async with AsyncExitStack() as held:
            for _ in range(settings.HOT_POOL):
                await held.enter_async_context(pool.transaction())
            publisher.publish_ephemeral(living.world.pk, Typing(location="road"), audience=hearers, actor_id=ada.pk)
            async with asyncio.timeout(10):
                while "feed cannot read" not in caplog.text:  # noqa: ASYNC110 - a log tells nobody
                    await asyncio.sleep(0.01)
        publisher.publish_ephemeral(living.world.pk, Typing(location="road"), audience=hearers, actor_id=ada.pk)
        async with asyncio.timeout(10):
            told = await anext(deliveries)
        assert isinstance(told, Ephemeral)
        assert told.actor is not None
        assert told.actor.name == "Ada"
        await deliveries.aclose()
        feed.leave(subscriber)
