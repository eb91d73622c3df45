"""What a connection on an event loop does, whichever database is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Final, Protocol

from common.prepared.select import Query

PATIENCE: Final = 10.0  # seconds for a free connection

Rows = Sequence[Sequence[Any]]


class Line(Protocol):
    """One connection, outside of any transaction until `begin` is sent."""

    @property
    def begin(self) -> Query: ...

    async def send(self, *queries: Query) -> list[Rows]:
        """Run statements in order. The first that fails is raised as Django's own error; none after it has run.

        Raises NotOrdinary, with the transaction rolled back, where a migration has just changed what one of them answers with.
        """

    async def roll_back(self) -> None:
        """End the open transaction, if there is one."""


class Pool(Protocol):
    def line(self, *, writes: bool) -> AbstractAsyncContextManager[Line]: ...

    async def close(self) -> None: ...
