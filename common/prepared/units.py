"""Writing what was collected: everything and the commit in one round trip."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from common.database import return_connections
from common.prepared import writes
from common.prepared.pool import Transaction
from common.storing import After, Collected

log = structlog.get_logger("kleene.hot")


async def commit(tx: Transaction, collected: Collected) -> None:
    """Write it and commit, then do what was to be done after that. Raises the database's errors; then nothing was stored."""
    inserts = [writes.insert(rows) for rows in collected.inserts]
    updates = [writes.update(row, fields) for row, fields in collected.updates]
    await tx.commit(*inserts, *updates)
    for do in collected.quick:
        _try(do)
    if collected.slow:
        await asyncio.to_thread(_try_all, collected.slow)


def _try_all(doings: Sequence[After]) -> None:
    try:
        for do in doings:
            _try(do)
    finally:
        return_connections()


def _try(do: After) -> None:
    """What is done after a commit undoes nothing of it."""
    try:
        do()
    except Exception:
        log.exception("failed after a commit")
