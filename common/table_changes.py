"""Which tables have changed: told in this process, and to the others, so that nothing made of their rows is shown for longer.

News of a change may be lost, and many changes make none: whatever is kept at hand has a bound in time as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from django.apps import apps
from django.db.models.signals import post_delete, post_save

from common.storing import after_commit

Versions = tuple[int, ...]
Tell = Callable[[Collection[str]], None]

_versions: Final[Counter[str]] = Counter()
_others: Final[list[Tell]] = []


def watch_table(table: str, fields: Collection[str] = (), *, new_rows: bool = True) -> None:
    """Announce what is saved of a table (its label, as `worlds.Scenario`): of `fields`, by default of all. Called from `ready`."""

    def saved(*, created: bool, update_fields: Iterable[str] | None, **_: Any) -> None:
        if new_rows if created else not fields or update_fields is None or set(fields) & set(update_fields):
            announce_change(table)

    def deleted(**_: Any) -> None:
        announce_change(table)

    model = apps.get_model(table)
    post_save.connect(saved, sender=model, weak=False, dispatch_uid=f"changes of {table}")
    post_delete.connect(deleted, sender=model, weak=False, dispatch_uid=f"rows gone from {table}")


def announce_change(*tables: str) -> None:
    """Tell every process, once what is being done is committed, that these tables have changed. For writers without a signal."""

    def announce() -> None:
        note_change(tables)
        for tell in _others:
            tell(tables)

    after_commit(announce)


def note_change(tables: Collection[str]) -> None:
    """In this process alone."""
    _versions.update(tables)


def versions_of(tables: Iterable[str]) -> Versions:
    """How often each was known to have changed; whatever is kept is as good as new while these stay the same."""
    return tuple(_versions[table] for table in tables)


def tell_others_by(tell: Tell) -> None:
    """Called from the `ready` of the app that can reach other processes."""
    if tell not in _others:
        _others.append(tell)
