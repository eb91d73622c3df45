"""Each event loop has one pool of connections, and closes it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import cast

import pytest
from django.conf import settings
from django.db import connection
from psycopg.pq import TransactionStatus

from common.prepared import pool
from common.prepared.postgres import PostgresLine
from common.prepared.select import Query
from tests.hot.conftest import Doors
from tests.hot.held_connections import kept_pool, nothing_is_held

pytestmark = pytest.mark.postgres


class TestPools:
    async def test_many_who_come_first_share_one(self, doors: Doors) -> None:
        await pool.close_pool()
        answers = await asyncio.gather(*[pool.fetch(Query("SELECT 1", ())) for _ in range(30)])
        assert answers == [[[(1,)]]] * 30
        assert kept_pool().get_stats()["pool_size"] <= settings.HOT_POOL

    async def test_one_after_another_has_the_same_and_it_goes_back_to_the_pool(self, doors: Doors) -> None:
        backends = [await pool.fetch(Query("SELECT pg_backend_pid()", ())) for _ in range(5)]
        assert backends == [backends[0]] * 5
        await nothing_is_held()

    async def test_what_is_closed_is_closed_and_opens_again(self, doors: Doors) -> None:
        async with pool.transaction() as tx:
            await tx.run(Query("SELECT 1", ()))
            line = cast(PostgresLine, tx._line)._connection
            assert line.info.transaction_status == TransactionStatus.INTRANS
            await pool.close_pool()
        assert line.closed
        assert await pool.fetch(Query("SELECT 1", ())) == [[(1,)]]

    def test_each_loop_has_its_own(self, on_loops: None) -> None:
        async def one() -> int:
            try:
                [[(backend,)]] = await pool.fetch(Query("SELECT pg_backend_pid()", ()))
                return int(backend)
            finally:
                await pool.close_pool()

        backends = {asyncio.run(one()) for _ in range(3)}
        assert len(backends) == 3
        # One that was told to end stands there until it has.
        assert any(not alive(backends) for _ in range(1000))


def alive(backends: Collection[int]) -> int:
    """How many of them the server still has, a moment later."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.01)")
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)", [list(backends)])
        return int(cursor.fetchone()[0])
