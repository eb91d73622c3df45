"""A connection of an event loop is heard while it is used, and goes from one who needs it to the next."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, cast

import pytest
from django.conf import settings
from django.db import OperationalError

from common.database_threads import in_thread
from common.prepared import pool
from common.prepared.connection import Connection
from common.prepared.postgres import PostgresLine
from common.prepared.select import Query
from presence.models import PlayerPresence
from presence.services import announcing_on_loop
from profiles.models import User
from tests.hot.conftest import Doors
from tests.hot.held_connections import nothing_is_held
from tests.worlds.living_world import Living, shared_world
from worlds.services import streams_on_loop

pytestmark = pytest.mark.postgres

BACKEND = Query("SELECT pg_backend_pid()", ())


def connection_of(tx: pool.Transaction) -> Connection:
    return cast(PostgresLine, tx._line)._connection


def queue_of_those_who_wait() -> deque[Any]:
    here: Any = pool._pool()
    waiting: deque[Any] = here._waiting
    return waiting


async def test_what_a_socket_cannot_take_at_once_arrives_whole(doors: Doors) -> None:
    words = "ä" * 8_000_000
    [[(length,)], [(told,)]] = await pool.fetch(
        Query("SELECT length(%s::text)", [words]), Query("SELECT %s::text", [words])
    )
    assert (length, told) == (len(words), words)
    assert await pool.fetch(Query("SELECT 1", ())) == [[(1,)]]


async def test_those_who_wait_are_served_in_the_order_in_which_they_came(doors: Doors) -> None:
    served: list[int] = []

    async def ask(number: int) -> None:
        async with pool.transaction() as tx:
            served.append(number)  # before it asks: a connection may take longer over its work than two others
            await tx.run(Query("SELECT pg_sleep(0.01)", ()))

    await pool.fetch(BACKEND)
    async with asyncio.TaskGroup() as tasks:
        opened = [tasks.create_task(ask(-1)) for _ in range(settings.HOT_POOL)]
        await asyncio.sleep(0)
        for number in range(20):
            tasks.create_task(ask(number))
    waited = [number for number in served if number >= 0]
    assert len(opened) == settings.HOT_POOL
    assert max(abs(place - number) for place, number in enumerate(waited)) < settings.HOT_POOL
    await nothing_is_held()


async def test_who_stops_waiting_takes_no_connection_along(doors: Doors) -> None:
    async def hold(held: asyncio.Event, done: asyncio.Event) -> None:
        async with pool.transaction() as tx:
            await tx.run(BACKEND)
            held.set()
            await done.wait()

    done, helds = asyncio.Event(), [asyncio.Event() for _ in range(settings.HOT_POOL)]
    holding = [asyncio.ensure_future(hold(each, done)) for each in helds]
    await asyncio.gather(*[each.wait() for each in helds])
    waiting, queue = [asyncio.ensure_future(pool.fetch(BACKEND)) for _ in range(4)], queue_of_those_who_wait()
    while len(queue) < len(waiting):  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0)
    assert waiting[1].cancel()
    done.set()
    while len(queue) == len(waiting):  # noqa: ASYNC110
        await asyncio.sleep(0)
    assert waiting[0].cancel()  # it has just been handed to the first
    answers = await asyncio.gather(*holding, *waiting, return_exceptions=True)
    assert [type(answer) for answer in answers[-4:]] == [asyncio.CancelledError, asyncio.CancelledError, list, list]
    await nothing_is_held()


async def test_one_that_the_server_ends_while_nobody_uses_it_is_forgotten_by_the_loop(doors: Doors) -> None:
    async with pool.transaction() as tx:
        await tx.run(BACKEND)
        kept = connection_of(tx)
        await tx.run(Query("SELECT set_config('idle_in_transaction_session_timeout', '30ms', true)", ()))
        while kept._loop is not None:  # noqa: ASYNC110 - its socket tells the loop alone
            await asyncio.sleep(0.01)
        with pytest.raises(OperationalError):
            await tx.run(BACKEND)
    assert await pool.fetch(Query("SELECT 1", ())) == [[(1,)]]


async def test_one_that_is_used_without_a_pause_goes_back_to_the_pool_at_times(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("common.prepared.connection.LONGEST_USE", 0.0)
    async with pool.transaction() as tx:
        await tx.run(BACKEND)
        line = connection_of(tx)
        await tx.commit()
    assert line not in pool._pool()._spare  # type: ignore[attr-defined]
    await nothing_is_held()


async def test_a_pool_that_closes_waits_for_what_is_out(doors: Doors) -> None:
    begun = asyncio.Event()

    async def ask() -> None:
        async with pool.transaction() as tx:
            begun.set()
            await tx.run(Query("SELECT pg_sleep(0.1)", ()))

    asked = asyncio.create_task(ask())
    await begun.wait()
    await pool.close_pool()
    assert asked.done()
    await asked


async def test_whoever_waits_to_be_announced_holds_no_connection(doors: Doors) -> None:
    """When a server starts again all streams come at once, and turns need a connection meanwhile."""
    living = await in_thread(shared_world, *(f"player{number}" for number in range(2)))
    await in_thread(PlayerPresence.objects.all().delete)
    announcer = announcing_on_loop._announcers()
    async with announcer._turn:
        openings = [asyncio.create_task(opened(living, person)) for person in living.people]
        async with asyncio.timeout(10):
            while len(announcer._waiting) < len(openings):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
        assert connection_count() == 0
    await asyncio.gather(*openings)


async def opened(living: Living, person: User) -> None:
    await streams_on_loop.open_stream(user_id=person.pk, world_id=living.world.short_id, client_id="", after=None)


def connection_count() -> int:
    """How many connections of this loop are in use."""
    here: Any = pool._pool()
    return int(here._out) - len(here._spare)
