"""How long a transaction on PostgreSQL may wait: said at its beginning, in one statement."""

from __future__ import annotations

from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from common.prepared.select import Query

IDLE: Final = "3s"  # a process that stops between two statements gives back what it holds
BOUND: Final = (
    "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true),"
    " set_config('idle_in_transaction_session_timeout', %s, true)"
)


def bound_transaction(seconds: float) -> Query:
    """Let a transaction wait no longer than `seconds` for one statement, and for its client no longer than IDLE.

    The embedded database has a busy timeout for all, and is told nothing. A statement timeout counts the time that it waits for a lock, so both carry the same figure.
    """
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        return Query("SELECT 1", ())
    milliseconds = f"{max(1, int(seconds * 1000))}ms"
    return Query(BOUND, (milliseconds, milliseconds, IDLE))
