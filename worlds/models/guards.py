"""Triggers by which the database itself refuses to change append-only rows, on PostgreSQL and SQLite.

A row of a guarded table is never updated, and never deleted but for one case: an event of a world that an anchor stands
for (`EventAnchor`), which is the last event that was forgotten, or a later one. So forgetting events takes an anchor in
the same transaction or before it, and `services.events.trim_events` is the one procedure that writes anchors. TRUNCATE and DROP
are the owner's.

A migration that must rewrite such rows, or alters one of these tables on SQLite, where triggers die with the table
that they stand on, lifts the guards first and sets them again; `ready` does the latter after every migrate. Nothing that
serves lifts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

TRIGGER: Final = "append_only"
EVENTS: Final = "world_events"
ANCHORS: Final = "world_event_anchors"
IN_WORLDS: Final = ("turn_records", EVENTS, ANCHORS, "scenario_revisions", "report_moves")
IN_IMPROVISATIONS: Final = ("improvisation_moves",)
COMMENTS: Final = ("moderator_comments",)  # younger than the migration that guards the other one
RECOVERIES: Final = ("critical_item_recoveries",)  # the same
TABLES: Final = (*IN_WORLDS, *IN_IMPROVISATIONS, *COMMENTS, *RECOVERIES)

FORGOTTEN: Final = f"""EXISTS (
    SELECT 1 FROM {ANCHORS} AS anchor WHERE anchor.world_id = OLD.world_id AND (
        anchor.sequence > OLD.sequence OR anchor.sequence = OLD.sequence AND anchor.event_hash = OLD.event_hash
    )
)"""  # noqa: S608 - names from this file
FUNCTIONS: Final = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
        MESSAGE = TG_TABLE_NAME || ' is append-only: its rows are never changed or deleted';
END $$;
CREATE OR REPLACE FUNCTION refuse_change_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND {FORGOTTEN} THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
        MESSAGE = TG_TABLE_NAME || ' is append-only: its rows are never changed, and deleted only once an anchor stands for them';
END $$;
"""


def guard(connection: Any, tables: Iterable[str] = TABLES) -> None:
    """Have the database refuse changes of these tables' rows; harmless to repeat. The tables must be there."""
    _run(connection, statements(connection.vendor, tables))


def lift(connection: Any, tables: Iterable[str] = TABLES) -> None:
    """Let rows of these tables be changed, until `guard`. For migrations and tests."""
    _run(connection, lifting(connection.vendor, tables))


def statements(vendor: str, tables: Iterable[str]) -> list[str]:
    if vendor == "postgresql":
        return [FUNCTIONS, *(_on_postgresql(table) for table in tables)]
    return [statement for table in tables for statement in _on_sqlite(table)]


def lifting(vendor: str, tables: Iterable[str]) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {TRIGGER} ON {table}" for table in tables]
    return [f"DROP TRIGGER IF EXISTS {table}_{deed}" for table in tables for deed in ("update", "delete")]


def _on_postgresql(table: str) -> str:
    function = "refuse_change_of_events" if table == EVENTS else "refuse_change"
    return f"CREATE OR REPLACE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"


def _on_sqlite(table: str) -> tuple[str, str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: its rows are never changed or deleted'); END"
    unless = f"WHEN NOT {FORGOTTEN}" if table == EVENTS else ""
    return (
        f"CREATE TRIGGER IF NOT EXISTS {table}_update BEFORE UPDATE ON {table} {refusal}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_delete BEFORE DELETE ON {table} {unless} {refusal}",
    )


def _run(connection: Any, commands: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for command in commands:
            cursor.execute(command)


def ready(connection: Any) -> None:
    """Set the guards that a migration has lost or not set again; nothing before there are anchors."""
    present = set(connection.introspection.table_names())
    if ANCHORS in present:
        guard(connection, [table for table in TABLES if table in present])
