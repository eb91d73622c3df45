"""A line over a socket is said on the event loop, and repeated, counted and refused as at every other door."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from functools import partial
from typing import Any, Final

import pytest
import pytest_asyncio

from common.database_threads import in_thread
from common.prepared import pool
from profiles.models import User
from relations.services.silences import silence_player
from tests.worlds.consumers.sockets import Frame, Socket, joined
from tests.worlds.living_world import Living, shared_world
from worlds.models import PlayerText
from worlds.services import chat
from worlds.services.membership import spectating

pytestmark = pytest.mark.postgres

KEY: Final = str(uuid.uuid4())


@pytest.fixture
def living(on_loops: None) -> Living:
    return shared_world("ada", "ben")


@pytest_asyncio.fixture
async def ada(living: Living) -> AsyncIterator[Socket]:
    async with joined(living, living.people[0]) as client:
        await client.read_until("game:replay")
        yield client
    await pool.close_pool()


@pytest.fixture
def left_to_threads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the plain path was asked to say."""
    found: list[str] = []
    plain = chat.send_message

    def noting(**said: Any) -> Any:
        found.append(said["text"])
        return plain(**said)

    monkeypatch.setattr(chat, "send_message", noting)
    return found


def line(text: str, key: str = "", **more: Any) -> Frame:
    return {"type": "chat", "id": key or str(uuid.uuid4()), "text": text, **more}


async def test_it_is_said_on_the_event_loop(ada: Socket, left_to_threads: list[str]) -> None:
    answers = [await ada.ask(line("Hello.", channel=channel)) for channel in ("world", "room")]
    assert [answer["type"] for answer in answers] == ["chat_result"] * 2
    assert left_to_threads == []
    assert await in_thread(PlayerText.objects.filter(text="Hello.").count) == 2


async def test_said_again_under_its_key_it_costs_nothing_though_nothing_is_left(ada: Socket, settings: Any) -> None:
    settings.RATE_CHAT = "1/minute"
    first, again = [await ada.ask(line("Hello.", KEY)) for _ in range(2)]
    assert again["data"] == first["data"]
    refused = await ada.ask(line("More."))
    assert refused["data"]["code"] == "rate_limit_exceeded"
    assert await in_thread(PlayerText.objects.count) == 1


async def test_whoever_is_silenced_is_refused_and_pays_nothing(ada: Socket, living: Living, settings: Any) -> None:
    settings.RATE_CHAT = "1/minute"
    me, moderator = (person.pk for person in living.people)
    silenced = partial(silence_player, user_id=me, moderator_id=moderator, minutes=60, reason="Spam.")
    silence = await in_thread(silenced)
    refused = await ada.ask(line("Hello."))
    assert refused["data"]["code"] == "silenced"
    await in_thread(silence.delete)
    assert (await ada.ask(line("Hello.")))["type"] == "chat_result"


async def test_whoever_watches_is_refused_and_pays_nothing(living: Living, settings: Any) -> None:
    settings.RATE_CHAT = "1/minute"
    watcher = await in_thread(partial(User.objects.create_user, "wim", display_name="Wim"))
    await in_thread(partial(spectating.spectate_world, user_id=watcher.pk, world_id=living.world.pk))
    async with joined(living, watcher) as client:
        await client.read_until("game:replay")
        codes = [(await client.ask(line("Hello.")))["data"]["code"] for _ in range(2)]
    await pool.close_pool()
    assert codes == ["forbidden"] * 2
