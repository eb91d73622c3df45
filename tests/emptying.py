"""Emptying the tables after a test that commits, so that any test may come next."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import django.db.backends.sqlite3.base  # noqa: F401 - the operations can only be imported after it
from django.core.management.commands import flush
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQL
from django.db.backends.sqlite3.operations import DatabaseOperations as SQLite

# What migrations put there, and no test changes: without it the moderators would have no group.
KEPT: Final = frozenset({"django_content_type", "auth_permission", "auth_group", "auth_group_permissions"})

Flush: TypeAlias = Callable[..., list[str]]


def install() -> None:
    """Empty tables in this way for the rest of the process; permissions stay, so nothing need make them anew."""
    for operations in (PostgreSQL, SQLite):
        operations.sql_flush = deleting(operations.sql_flush)  # type: ignore[method-assign]
    setattr(flush, "emit_post_migrate_signal", lambda *_args, **_kwargs: None)  # noqa: B010 - no public name of that module


def deleting(flushed: Flush) -> Flush:
    """Delete the rows: TRUNCATE makes new files for forty tables, most of them empty already. Foreign keys are checked at commit, when all are gone."""

    def sql_flush(self: BaseDatabaseOperations, style: Any, tables: Sequence[str], **how: bool) -> list[str]:
        emptied = [table for table in tables if table not in KEPT]
        if how.get("reset_sequences"):
            return flushed(self, style, emptied, **how)
        deletes = [f"DELETE FROM {self.quote_name(table)}" for table in emptied]  # noqa: S608 - Django's own table names
        return unguarded(self.connection.vendor, deletes)

    return sql_flush


def unguarded(vendor: str, commands: Sequence[str]) -> list[str]:
    """Commands that may change history, in a transaction that guards it again in the end."""
    from worlds.models import guards

    if vendor != "postgresql":
        return [*guards.lifting(vendor, guards.TABLES), *commands, *guards.statements(vendor, guards.TABLES)]
    off, on = (
        [f"ALTER TABLE {table} {how} TRIGGER {guards.TRIGGER}" for table in guards.TABLES]
        for how in ("DISABLE", "ENABLE")
    )
    # PostgreSQL alters no table while foreign keys wait to be checked.
    return [*off, *commands, "SET CONSTRAINTS ALL IMMEDIATE", *on]
