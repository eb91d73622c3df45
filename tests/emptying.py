"""Emptying the tables after a test that commits, so that any test may come next."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from django.core.management.commands import flush
from django.core.management.sql import sql_flush as flushed

# What migrations put there, and no test changes: without it the moderators would have no group.
KEPT: Final = frozenset({"django_content_type", "auth_permission", "auth_group", "auth_group_permissions"})


def install() -> None:
    """Empty tables in this way for the rest of the process; permissions stay, so nothing need make them anew."""
    for name, ours in (("sql_flush", sql_flush), ("emit_post_migrate_signal", lambda *_args, **_kwargs: None)):
        setattr(flush, name, ours)  # no public names of that module


def sql_flush(style: Any, connection: Any, **how: bool) -> list[str]:
    """Delete the rows where there are any: TRUNCATE makes new files for sixty tables, most of them empty already.

    Foreign keys are checked at commit, when all are gone.
    """
    if how.get("reset_sequences"):
        statements: list[str] = flushed(style, connection, **how)
        return statements
    full = full_tables(connection)
    deletes = [f"DELETE FROM {connection.ops.quote_name(table)}" for table in full]  # noqa: S608 - Django's own table names
    return unguarded(connection.vendor, deletes, full)


def full_tables(connection: Any) -> list[str]:
    """One question for all of them."""
    name = connection.ops.quote_name
    parts = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name(table)})" for table in emptied(connection.vendor)]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return [table for (table,) in cursor.fetchall()]


@cache
def emptied(vendor: str) -> Sequence[str]:
    from django.db import connection

    assert connection.vendor == vendor
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [table for table in tables if table not in KEPT]


def unguarded(vendor: str, commands: Sequence[str], changed: Sequence[str]) -> list[str]:
    """Commands that may change the history in these tables, in a transaction that guards it again in the end."""
    from worlds.models import guards

    tables = [table for table in guards.TABLES if table in changed]
    if vendor != "postgresql":
        return [*guards.lifting(vendor, tables), *commands, *guards.statements(vendor, tables)]
    off, on = (
        [f"ALTER TABLE {table} {how} TRIGGER {guards.TRIGGER}" for table in tables] for how in ("DISABLE", "ENABLE")
    )
    # PostgreSQL alters no table while foreign keys wait to be checked.
    return [*off, *commands, "SET CONSTRAINTS ALL IMMEDIATE", *on]
