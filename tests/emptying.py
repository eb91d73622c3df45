"""Emptying the tables after a test that commits, so that any test may come next."""

from collections.abc import Sequence
from typing import Any, Final

import django.db.backends.sqlite3.base  # noqa: F401 - the operations can only be imported after it
from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQL
from django.db.backends.sqlite3.operations import DatabaseOperations as SQLite

# What migrations put there, and no test changes: without it the moderators would have no group.
KEPT: Final = frozenset({"django_content_type", "auth_permission", "auth_group", "auth_group_permissions"})

truncate = PostgreSQL.sql_flush
clear = SQLite.sql_flush


def install() -> None:
    """Empty tables in this way for the rest of the process; permissions stay, so nothing need make them anew."""
    PostgreSQL.sql_flush = delete  # type: ignore[method-assign, assignment]
    SQLite.sql_flush = delete_on_sqlite  # type: ignore[method-assign, assignment]
    setattr(flush, "emit_post_migrate_signal", lambda *_args, **_kwargs: None)  # noqa: B010 - no public name of that module


def delete(
    self: PostgreSQL,
    style: Any,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """Delete the rows: TRUNCATE makes new files for forty tables, most of them empty already. Foreign keys are checked at commit, when all are gone."""
    emptied = [table for table in tables if table not in KEPT]
    if reset_sequences:
        return truncate(self, style, emptied, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
    return [f"DELETE FROM {self.quote_name(table)}" for table in emptied]  # noqa: S608 - Django's own table names


def delete_on_sqlite(
    self: SQLite,
    style: Any,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    emptied = [table for table in tables if table not in KEPT]
    return clear(self, style, emptied, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
