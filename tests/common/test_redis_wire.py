"""One connection for everything that an event loop asks of Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis import RedisError
from redis.exceptions import ResponseError

from common.redis_wire import Wire, close_wires, wires
from tests.worlds.feed.redis_of_our_own import OwnRedis

pytestmark = pytest.mark.redis


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[OwnRedis]:
    started = OwnRedis(tmp_path)
    started.start()
    yield started
    await close_wires()
    started.stop()


async def connected(server: OwnRedis) -> Wire:
    return await wires().wire(server.url, patience=60.0)


async def test_each_is_answered_with_its_own_however_many_ask_at_once(server: OwnRedis) -> None:
    wire = await connected(server)
    asked = [wire.ask("ECHO", f"{number}", patience=60.0) for number in range(50)]
    assert await asyncio.gather(*asked) == [str(number).encode() for number in range(50)]


async def test_many_who_come_first_share_one_connection(server: OwnRedis) -> None:
    found = await asyncio.gather(*[connected(server) for _ in range(20)])
    assert len(set(found)) == 1


async def test_many_who_come_while_it_hangs_wait_for_one_attempt_and_then_no_longer(server: OwnRedis) -> None:
    loop = asyncio.get_running_loop()
    with server.silent():
        began = loop.time()
        asked = [wires().wire(server.url, patience=0.4) for _ in range(20)]
        failed = await asyncio.gather(*asked, return_exceptions=True)
        assert loop.time() - began < 4  # it was twenty times as long
    assert {isinstance(each, RedisError) for each in failed} == {True}
    assert not (await connected(server)).is_lost


async def test_who_has_less_patience_than_who_came_first_leaves_before(server: OwnRedis) -> None:
    with server.silent():
        first = asyncio.create_task(wires().wire(server.url, patience=60.0))
        await asyncio.sleep(0)
        with pytest.raises(RedisError):
            await wires().wire(server.url, patience=0.05)
        assert not first.done()
    assert not (await first).is_lost


async def test_who_gives_up_while_it_is_being_made_takes_it_from_nobody(server: OwnRedis) -> None:
    with server.silent():
        first, second = (asyncio.create_task(connected(server)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
    assert not (await second).is_lost


async def test_one_that_is_being_made_as_all_are_closed_is_not_left_behind(server: OwnRedis) -> None:
    with server.silent():
        asked = asyncio.create_task(connected(server))
        await asyncio.sleep(0)
        await close_wires()
        with pytest.raises(RedisError):
            await asked


async def test_a_refusal_is_raised_where_it_was_asked_for_and_nowhere_else(server: OwnRedis) -> None:
    wire = await connected(server)
    wrong, right = wire.ask("INCR", "no", "number", patience=60.0), wire.ask("ECHO", "yes", patience=60.0)
    with pytest.raises(ResponseError):
        await wrong
    assert await right == b"yes"


async def test_who_gives_up_waiting_leaves_the_answers_of_others_alone(server: OwnRedis) -> None:
    wire = await connected(server)
    first, second = wire.ask("ECHO", "first", patience=60.0), wire.ask("ECHO", "second", patience=60.0)
    first.cancel()
    assert await second == b"second"


async def test_a_silent_server_is_given_up_and_asked_anew_on_another_connection(server: OwnRedis) -> None:
    wire = await connected(server)
    with server.silent():
        for answer in (wire.ask("ECHO", "late", patience=0.05), wire.ask("ECHO", "behind", patience=60.0)):
            with pytest.raises(RedisError):
                await answer
    assert await (await connected(server)).ask("ECHO", "anew", patience=60.0) == b"anew"
