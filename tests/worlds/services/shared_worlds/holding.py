"""Rows that somebody else holds."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from worlds.models import SharedWorld


def world_row(world_id: uuid.UUID) -> QuerySet[SharedWorld]:
    """A world's row, as a turn of somebody else locks it."""
    return SharedWorld.objects.select_for_update(no_key=True).filter(pk=world_id)


@contextmanager
def held(rows: QuerySet[Any]) -> Iterator[None]:
    """These rows, given with their `select_for_update`, locked from outside until the block ends."""
    locked, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                assert list(rows.values_list("pk"))
                locked.set()
                done.wait(60)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        holding = threads.submit(hold)
        assert locked.wait(10)
        try:
            yield
        finally:
            done.set()
            holding.result()
