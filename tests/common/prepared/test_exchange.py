"""Statements that go out together on a connection to PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from django.db import DataError, ProgrammingError, connection

from common.database_threads import in_thread
from common.hot.request import NotOrdinary
from common.prepared import exchange, pool
from common.prepared.select import Query

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("connected")]


def number(value: int) -> Query:
    return Query("SELECT %s::int", (value,))


async def test_answers_come_in_the_order_of_the_questions() -> None:
    assert await pool.fetch(*map(number, range(50))) == [[(each,)] for each in range(50)]


async def test_a_statement_that_fails_is_raised_and_the_next_are_not_run() -> None:
    async with pool.transaction() as tx:
        with pytest.raises(ProgrammingError):
            await tx.run(number(1), Query("SELECT nothing", ()), Query("SELECT set_config('a.b', 'run', false)", ()))
    assert await pool.fetch(Query("SELECT current_setting('a.b', true)", ())) == [[(None,)]]


async def test_one_that_could_not_be_prepared_is_prepared_at_its_next_use() -> None:
    late = Query("SELECT late FROM later", ())
    for _ in range(2):
        with pytest.raises(ProgrammingError):
            await pool.fetch(late)
    async with pool.transaction() as tx:
        await tx.run(Query("CREATE TEMPORARY TABLE later (late int) ON COMMIT DROP", ()))
        assert await tx.run(late) == [[]]


async def test_a_parameter_that_the_database_cannot_hold_is_refused_before_anything_is_sent() -> None:
    async with pool.transaction() as tx:
        with pytest.raises(DataError):
            await tx.run(number(1), Query("SELECT %s::text", ("\0",)))
        assert await tx.run(number(2)) == [[(2,)]]


async def test_more_statements_than_a_connection_keeps_are_answered_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exchange, "PREPARED", 3)
    asked = [Query(f"SELECT %s::int + {each}", (1,)) for each in range(6)]
    for _ in range(2):
        assert await pool.fetch(*asked) == [[(1 + each,)] for each in range(6)]
    [[(kept,)]] = await pool.fetch(Query("SELECT count(*) FROM pg_prepared_statements WHERE name <> ''", ()))
    assert kept == 3


async def test_a_per_cent_sign_is_written_twice_as_in_other_statements() -> None:
    assert await pool.fetch(Query("SELECT 7 %% %s::int", (4,))) == [[(3,)]]


MIGRATED = Query("SELECT value FROM migrated WHERE value::int > %s", (0,))
KEPT = Query("SELECT count(*) FROM pg_prepared_statements WHERE name <> ''", ())


def migrate(statement: str) -> None:
    """As a migration does, on a connection of its own."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest_asyncio.fixture
async def migrated(connected: None) -> AsyncIterator[None]:
    """A table whose column had another type when a statement that selects it was prepared."""
    await in_thread(migrate, "CREATE TABLE migrated AS SELECT 7 AS value")
    try:
        assert await pool.fetch(MIGRATED, number(1)) == [[(7,)], [(1,)]]
        await in_thread(migrate, "ALTER TABLE migrated ALTER COLUMN value TYPE text")
        yield
    finally:
        await in_thread(migrate, "DROP TABLE migrated")


@pytest.mark.usefixtures("migrated")
async def test_a_read_whose_column_was_given_another_type_is_prepared_anew() -> None:
    for _ in range(2):
        assert await pool.fetch(number(1), MIGRATED) == [[(1,)], [("7",)]]
    assert await pool.fetch(KEPT) == [[(3,)]]


@pytest.mark.usefixtures("migrated")
async def test_a_transaction_that_meets_it_is_taken_back_and_left_to_the_plain_door() -> None:
    async with pool.transaction() as tx:
        await tx.run(Query("INSERT INTO migrated VALUES ('8')", ()))
        with pytest.raises(NotOrdinary):
            await tx.run(MIGRATED)
    async with pool.transaction() as tx:
        assert await tx.run(MIGRATED) == [[("7",)]]


@pytest.mark.usefixtures("migrated")
async def test_what_would_have_been_committed_with_it_is_not() -> None:
    with pytest.raises(NotOrdinary):
        async with pool.transaction() as tx:
            await tx.commit(Query("INSERT INTO migrated VALUES ('8')", ()), MIGRATED)
    assert await pool.fetch(MIGRATED) == [[("7",)]]
