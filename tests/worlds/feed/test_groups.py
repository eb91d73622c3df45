"""A process is in the channel layer's group of each world that it has a feed of, and of no other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from channels.layers import get_channel_layer

from common.breaker import Breaker
from common.database_threads import in_thread
from tests.worlds.living_world import Living, living_world
from worlds.feed import publisher
from worlds.feed.registry import hub
from worlds.services.membership import creating

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def living() -> Living:
    return living_world("ada")


class SlowGroups:
    """A channel layer that lets in at once, and says so late."""

    def __init__(self, layer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.layer, self.entered, self.said = layer, asyncio.Event(), asyncio.Event()
        self._add = layer.group_add
        monkeypatch.setattr(layer, "group_add", self.add)

    async def add(self, group: str, channel: str) -> None:
        await self._add(group, channel)
        self.entered.set()
        await self.said.wait()


async def test_a_client_that_leaves_while_the_group_is_entered_leaves_nothing_behind(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = SlowGroups(get_channel_layer(), monkeypatch)
    holding = asyncio.create_task(hub().hold(living.world.pk))
    await groups.entered.wait()
    holding.cancel()
    await asyncio.wait([holding])
    assert publisher.group(living.world.pk) not in groups.layer.groups


class Unanswering:
    """Listens as Redis does, and never answers; counts those who came."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.count += 1
        await reader.read()
        writer.close()


@pytest.fixture
async def unanswering(settings: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Unanswering]:
    redis = Unanswering()
    server = await asyncio.start_server(redis, "127.0.0.1", 0)
    url = f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
    settings.CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [url]}}
    }
    monkeypatch.setattr("worlds.feed.registry.PATIENCE", 0.2)
    monkeypatch.setattr("worlds.feed.registry.POLL_UNHEARD", 1e9)
    monkeypatch.setattr(publisher.here, "breaker", Breaker())
    yield redis
    server.close()


async def test_while_redis_does_not_answer_one_world_waits_for_it_and_not_each_after_the_other(
    unanswering: Unanswering, living: Living
) -> None:
    ada = living.people[0]
    others = [(await in_thread(creating.create_world, user_id=ada.pk, scenario_slug="gate")).world.pk for _ in range(5)]
    async with AsyncExitStack() as stack:
        feeds = [hub().feed(world) for world in (living.world.pk, *others)]
        await asyncio.gather(*(stack.enter_async_context(feed) for feed in feeds))
        assert len(hub().feeds) == 6
        assert unanswering.count <= 2
