"""How many streams may be open, and how often one may connect."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta
from typing import Any

from common.database_threads import in_thread
from profiles.models import User
from tests.worlds.consumers.sockets import Closed, bearer, code_for, joined, path_of, socket
from tests.worlds.living_world import Living
from worlds.consumers.open_streams import open_streams
from worlds.models import StreamLease


async def test_connecting_too_often_is_4429_but_resuming_is_not_counted(living: Living, settings: Any) -> None:
    settings.RATE_CONNECT = "2/minute"
    ada = living.people[0]
    for _ in range(3):
        async with joined(living, ada, "?last_event_id=1") as client:
            await client.read()
    for _ in range(3):
        async with joined(living, ada) as client:
            await client.read_until("game:replay")
            await client.say({"type": "resume", "last_sequence": 1})
            await client.numbered(upto=3)
    for _ in range(2):
        async with joined(living, ada) as client:
            await client.read_until("game:replay")
    assert await code_for(ada, living.world.short_id) == 4429


async def test_no_more_streams_than_allowed_in_all_processes_together(living: Living, settings: Any) -> None:
    settings.STREAMS_PER_USER = 3
    ada = living.people[0]
    await in_thread(elsewhere, living, ada)
    async with joined(living, ada) as one, joined(living, ada) as two:
        await one.read()
        await two.read()
        assert await code_for(ada, living.world.short_id) == 4429
        async with joined(living, living.people[1]) as other:
            assert (await other.read())["type"] == "game_state"


def elsewhere(living: Living, person: User, *, client_id: str = "elsewhere") -> StreamLease:
    """A stream that another process holds."""
    from worlds.services import stream_leases

    lease = stream_leases.take_stream_lease(user_id=person.pk, world_id=living.world.pk, client_id=client_id)
    return StreamLease.objects.get(pk=lease.id)


async def test_of_many_at_once_exactly_as_many_are_let_in_as_may(living: Living, settings: Any) -> None:
    settings.STREAMS_PER_USER = 3
    ada = living.people[0]

    async def attempt() -> str:
        async with socket(path_of(living), await bearer(ada)) as client:
            await client.connect()
            try:
                kind: str = (await client.read())["type"]
            except Closed as closed:
                kind = str(closed.code)
            attempts.append(kind)
            await all_tried.wait()
        return kind

    attempts: list[str] = []
    all_tried = asyncio.Event()
    running = [asyncio.create_task(attempt()) for _ in range(8)]
    while len(attempts) < 8:  # noqa: ASYNC110 - each of them tells by its own answer
        await asyncio.sleep(0.01)
    all_tried.set()
    await asyncio.gather(*running)
    assert sorted(attempts) == ["4429"] * 5 + ["game_state"] * 3


async def test_a_process_that_is_full_takes_no_socket_more_until_one_leaves(living: Living, settings: Any) -> None:
    settings.WS_MAX_CONNECTIONS = 1
    ada, ben, _ = living.people
    async with joined(living, ada) as first:
        await first.read_until("game_state")
        assert await code_for(ben, living.world.short_id) == 1013  # come again later
        assert (await first.ask({"type": "ping"}))["type"] == "pong"
    async with joined(living, ben) as second:
        await second.read_until("game_state")


async def test_a_lease_that_nobody_renews_is_not_counted(living: Living, settings: Any) -> None:
    settings.STREAMS_PER_USER = 1
    lease = await in_thread(elsewhere, living, living.people[0])
    lease.expires_at -= timedelta(minutes=1)
    await in_thread(lease.save)
    async with joined(living, living.people[0]) as client:
        assert (await client.read())["type"] == "game_state"


async def test_a_stream_of_a_process_that_was_killed_is_not_counted(living: Living, settings: Any) -> None:
    settings.STREAMS_PER_USER = 1
    lease = await in_thread(elsewhere, living, living.people[0])
    lease.process = str(uuid.uuid4())
    await in_thread(lease.save)
    async with joined(living, living.people[0]) as client:
        assert (await client.read())["type"] == "game_state"
        assert await code_for(living.people[0], living.world.short_id) == 4429


async def test_a_client_that_comes_back_takes_its_own_place(living: Living, settings: Any) -> None:
    settings.STREAMS_PER_USER = 1
    ada = living.people[0]
    async with joined(living, ada, "?client=tab-1") as old:
        await old.read()
        async with joined(living, ada, "?client=tab-1") as new:
            assert (await new.read())["type"] == "game_state"
            assert await old.closed() == 4409
            assert (await new.ask({"type": "ping"}))["type"] == "pong"
        assert await in_thread(StreamLease.objects.count) <= 1


async def test_a_place_that_was_taken_in_another_process_is_given_up(living: Living) -> None:
    ada = living.people[0]
    async with joined(living, ada, "?client=tab-1") as old:
        await old.read()
        await in_thread(elsewhere, living, ada, client_id="tab-1")
        await open_streams().look_after()
        assert await old.closed() == 4409


async def test_guests_of_one_address_connect_as_often_as_some_players(living: Living, settings: Any) -> None:
    settings.RATE_CONNECT, settings.GUESTS_PER_ADDRESS = "1/minute", 2
    await in_thread(User.objects.update, is_guest=True)
    for person in living.people[:2]:
        async with joined(living, person) as client:
            await client.read_until("game:replay")
    assert await code_for(living.people[2], living.world.short_id) == 4429
    await in_thread(User.objects.update, is_guest=False)
    async with joined(living, living.people[2]) as client:
        await client.read_until("game:replay")


async def test_guests_of_one_address_say_as_much_over_sockets_as_some_players(living: Living, settings: Any) -> None:
    settings.RATE_CHAT, settings.GUESTS_PER_ADDRESS = "1/minute", 2
    await in_thread(User.objects.update, is_guest=True)
    codes = [await answer_to_a_line(living, person) for person in living.people]
    assert codes == ["chat_result", "chat_result", "rate_limit_exceeded"]


async def test_what_an_agent_says_over_a_socket_counts_as_an_agents(living: Living, settings: Any) -> None:
    settings.RATE_CHAT, settings.RATE_AGENT_CHAT = "10/minute", "1/minute"
    ada = living.people[0]
    await in_thread(User.objects.filter(pk=ada.pk).update, is_agent=True)
    codes = [await answer_to_a_line(living, ada) for _ in range(2)]
    assert codes == ["chat_result", "rate_limit_exceeded"]


async def answer_to_a_line(living: Living, person: User) -> str:
    """The type of the answer, or the code of its refusal."""
    async with joined(living, person) as client:
        await client.read_until("game:replay")
        answer = await client.ask({"type": "chat", "id": str(uuid.uuid4()), "text": "Hello."})
    told: str = answer["data"]["code"] if answer["type"] == "error" else answer["type"]
    return told
