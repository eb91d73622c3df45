"""Transactions and reads on an event loop: a pool of connections for each loop, of the kind that its database has."""

from __future__ import annotations

from types import TracebackType
from typing import Final

from common.per_loop import PerLoop
from common.prepared import ahead
from common.prepared.dialect import dialect
from common.prepared.embedded import EmbeddedPool
from common.prepared.lines import Line, Pool, Rows
from common.prepared.postgres import PostgresPool
from common.prepared.select import Query

COMMIT: Final = Query("COMMIT", ())


class Transaction:
    """An open transaction on one connection: statements go out together, and are answered in order."""

    def __init__(self, line: Line) -> None:
        self._line, self._begun, self.is_over = line, False, False

    async def run(self, *queries: Query) -> list[Rows]:
        """Run statements in one round trip. The first that fails is raised as Django's own error; none after it has run.

        Raises NotOrdinary, with all rolled back, where a migration has just changed what one of them answers with.
        """
        before = () if self._begun else (self._line.begin,)
        self._begun = True
        return (await self._line.send(*before, *queries))[len(before) :]

    async def commit(self, *queries: Query) -> list[Rows]:
        """The same, and commit with it: all in one round trip. The transaction is over then."""
        answers = await self.run(*queries, COMMIT)
        self.is_over = True
        return answers[:-1]

    async def roll_back(self) -> None:
        self.is_over = True
        await self._line.roll_back()


class transaction:  # noqa: N801 - said as a function is
    """A transaction, rolled back unless it was committed. Raises Unavailable when no connection is free in time."""

    __slots__ = ("_opened", "_taken")

    async def __aenter__(self) -> Transaction:
        self._taken = _pool().line(writes=True)
        self._opened = Transaction(await self._taken.__aenter__())
        return self._opened

    async def __aexit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not self._opened.is_over:
                await self._opened.roll_back()
        finally:
            await self._taken.__aexit__(kind, trouble, trace)


async def fetch(*queries: Query) -> list[Rows]:
    """Run reads outside of any transaction, in one round trip, or in none where they were read ahead.

    Raises Unavailable when no connection is free in time.
    """
    kept = ahead.take(queries)
    if kept is not None:
        return kept
    async with _pool().line(writes=False) as line:
        return await line.send(*queries)


async def close_pool() -> None:
    """Close this loop's pool, if it has one; connections that are out are closed when they come back, within two seconds."""
    pool = _pool.forget()
    if pool is not None:
        await pool.close()


def _new_pool() -> Pool:
    return PostgresPool() if dialect().vendor == "postgresql" else EmbeddedPool()


_pool: Final[PerLoop[Pool]] = PerLoop(_new_pool)
