"""Emptying the tables after a test that commits, so that any test may come next."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import psycopg
from django.core.management.commands import flush
from django.core.management.sql import sql_flush as flushed

from tests import machine

# What migrations put there, and no test changes: without it the moderators would have no group.
KEPT: Final = frozenset({"django_content_type", "auth_permission", "auth_group", "auth_group_permissions"})
EMPTY: Final = "empty_all_tables"
PUT_BACK: Final = "put_back"
NAME_FULL: Final = "names_of_full_tables"
VACUUMED_EACH: Final = 20  # times that tables are emptied
BLOATED: Final = 32  # pages, of which a table with the rows of one test has a few
# Neither foreign keys nor the guards of history are asked: else nearly all time goes to checking that nothing refers to what goes.
AS_REPLICA: Final = "-c session_replication_role=replica -c synchronous_commit=off"

_emptiers: list["Emptier"] = []


def install() -> None:
    """Empty tables in this way for the rest of the process; permissions stay, so nothing need make them anew."""
    for name, ours in (("sql_flush", sql_flush), ("emit_post_migrate_signal", lambda *_args, **_kwargs: None)):
        setattr(flush, name, ours)  # no public names of that module


def functions(tables: Sequence[str]) -> list[str]:
    """What a database on PostgreSQL needs for it: a session keeps the plans of a function's statements."""
    full = [(table, f'EXISTS (SELECT 1 FROM "{table}")') for table in sorted({*tables} - KEPT)]  # noqa: S608 - names of our tables
    emptied = " ".join(f'IF {is_full} THEN DELETE FROM "{table}"; END IF;' for table, is_full in full)  # noqa: S608
    named = " ".join(f"IF {is_full} THEN RETURN NEXT '{table}'; END IF;" for table, is_full in full)
    return [
        f"CREATE FUNCTION {EMPTY}() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {emptied} END $$",
        f"CREATE FUNCTION {NAME_FULL}() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN {named} END $$",
    ]


def sql_flush(style: Any, connection: Any, **how: bool) -> list[str]:
    """Delete the rows where there are any: TRUNCATE makes new files for sixty tables, most of them empty already."""
    if how.get("reset_sequences"):
        statements: list[str] = flushed(style, connection, **how)
        return statements
    if connection.vendor == "postgresql":
        emptier_of(connection.settings_dict["NAME"]).empty()
        return []
    full = full_tables(connection)
    deletes = [f"DELETE FROM {connection.ops.quote_name(table)}" for table in full]  # noqa: S608 - Django's own table names
    return unguarded(connection.vendor, deletes, full)


class Emptier:
    """A connection beside those of the tests, which keeps its plans: to change roles forgets them all."""

    def __init__(self, database: str) -> None:
        server = machine.postgres().where.rpartition("/")[0]
        self._connection = psycopg.connect(f"{server}/{database}", autocommit=True, options=AS_REPLICA)
        self._times = 0

    def empty(self) -> None:
        self._do(EMPTY)

    def keep(self, tables: Sequence[str]) -> None:
        """Keep the rows of these tables as they are, in place of what was kept before."""
        kept = [(table, ", ".join(self._written(table))) for table in tables]
        self._connection.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        for table, columns in kept:
            selected = f'SELECT {columns} FROM public."{table}"'  # noqa: S608 - names of our tables
            self._connection.execute(f'CREATE UNLOGGED TABLE kept."{table}" AS {selected}'.encode())
        filled = " ".join(f'INSERT INTO "{table}" ({columns}) SELECT * FROM kept."{table}";' for table, columns in kept)  # noqa: S608
        self._connection.execute(
            f"CREATE FUNCTION kept.{PUT_BACK}() RETURNS void LANGUAGE plpgsql AS"
            f" $$ BEGIN PERFORM {EMPTY}(); {filled} END $$".encode()
        )

    def put_back(self) -> None:
        """Empty the tables, and fill them with what was kept."""
        self._do(f"kept.{PUT_BACK}")

    def _do(self, function: str) -> None:
        self._connection.execute(f"SELECT {function}()".encode())
        self._times += 1
        if self._times % VACUUMED_EACH == 0:
            self.vacuum()

    def vacuum(self) -> None:
        """Else each look at an empty table passes all rows that ever were there, and so does each plan at their indexes."""
        bloated = self._connection.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND pg_relation_size(oid) > %s * 8192",
            [BLOATED],
        ).fetchall()
        if bloated:
            self._connection.execute(f"VACUUM {', '.join(name for (name,) in bloated)}".encode())

    def _written(self, table: str) -> list[str]:
        """The columns that PostgreSQL does not generate."""
        found = self._connection.execute(
            "SELECT quote_ident(column_name) FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
            " AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        return [str(name) for (name,) in found]

    def close(self) -> None:
        self._connection.close()


@cache
def emptier_of(database: str) -> Emptier:
    _emptiers.append(Emptier(database))
    return _emptiers[-1]


def close_emptiers() -> None:
    """Before the databases are dropped."""
    while _emptiers:
        _emptiers.pop().close()
    emptier_of.cache_clear()


def full_tables(connection: Any) -> list[str]:
    """One question for all of them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NAME_FULL}()" if connection.vendor == "postgresql" else asking_each(connection))
        return [table for (table,) in cursor.fetchall()]


def asking_each(connection: Any) -> str:
    name = connection.ops.quote_name
    return " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name(table)})"  # noqa: S608 - Django's own table names
        for table in emptied(connection.vendor)
    )


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
    return [*guards.lifting(vendor, tables), *commands, *guards.statements(vendor, tables)]
