"""How services store rows: at once by the ORM, or collected, to be written together by whoever opened the transaction.

A use case that stores through this module is the same in a thread and on an event loop. The ORM's own calls are
refused on a loop by Django itself, so that nothing can be stored there by another way unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model

from common.lean_rows import changed

After = Callable[[], Any]


@dataclass(slots=True)
class Collected:
    """What a use case stored, in its order, and what it does once that is committed."""

    inserts: list[Sequence[Model]] = field(default_factory=list)
    updates: list[tuple[Model, Sequence[str]]] = field(default_factory=list)
    quick: list[After] = field(default_factory=list)
    slow: list[After] = field(default_factory=list)


_collected: ContextVar[Collected | None] = ContextVar("what is being collected", default=None)


@contextmanager
def collecting() -> Iterator[Collected]:
    """Inside, nothing is written: it is collected."""
    collected = Collected()
    token = _collected.set(collected)
    try:
        yield collected
    finally:
        _collected.reset(token)


def insert(*rows: Model) -> None:
    """Store new rows of one model, in one statement. Assumes an open transaction; keys that the database makes are set once it is written."""
    collected = _collected.get()
    if collected is not None:
        collected.inserts.append(rows)
    elif len(rows) == 1:
        rows[0].save(force_insert=True)
    else:
        type(rows[0])._default_manager.bulk_create(rows)  # noqa: SLF001 - Django names no other way to it


def update(row: Model, fields: tuple[str, ...]) -> None:
    """Store these fields of a row, which the caller has locked, as far as they have changed."""
    written = changed(row, fields)
    if not written:
        return
    collected = _collected.get()
    if collected is not None:
        collected.updates.append((row, written))
    else:
        row.save(update_fields=written)


def after_commit(do: After, *, is_slow: bool = False) -> None:
    """Do something once it is committed; what fails is logged and fails nothing else. What asks the database is slow."""
    collected = _collected.get()
    if collected is None:
        transaction.on_commit(do, robust=True)
    else:
        (collected.slow if is_slow else collected.quick).append(do)
