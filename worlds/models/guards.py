"""Triggers by which the database itself refuses to change append-only rows, on PostgreSQL and SQLite.

A row of a guarded table is never updated, and never deleted but for two cases. An event of a world goes once an anchor
stands for it (`EventAnchor`), which is the last event that was forgotten, or a later one: so forgetting events takes an
anchor in the same transaction or before it, and `services.events.trim_events` is the one procedure that writes anchors.
A snapshot or a checkpoint goes once there is a newer one of the same world or game. TRUNCATE and DROP are the owner's.

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
SNAPSHOTS: Final = "snapshots"
CHECKPOINTS: Final = "checkpoints"
IN_WORLDS: Final = ("turn_records", EVENTS, ANCHORS, "scenario_revisions", "report_moves")
IN_IMPROVISATIONS: Final = ("improvisation_moves",)
# Younger than the migrations that guard the others.
COMMENTS: Final = ("moderator_comments",)
RECOVERIES: Final = ("critical_item_recoveries",)
SAVED: Final = (SNAPSHOTS, CHECKPOINTS)
# Whatever the staff did, in Django's own table, and what names came of it.
OF_THE_STAFF: Final = ("django_admin_log", "renamings")
TABLES: Final = (*IN_WORLDS, *IN_IMPROVISATIONS, *COMMENTS, *RECOVERIES, *SAVED, *OF_THE_STAFF)

FORGOTTEN: Final = f"""EXISTS (
    SELECT 1 FROM {ANCHORS} AS anchor WHERE anchor.world_id = OLD.world_id AND (
        anchor.sequence > OLD.sequence OR anchor.sequence = OLD.sequence AND anchor.event_hash = OLD.event_hash
    )
)"""  # noqa: S608 - names from this file


def _outlived(table: str, *owners: str) -> str:
    same = " OR ".join(f"newer.{owner} = OLD.{owner}" for owner in owners)
    return f"EXISTS (SELECT 1 FROM {table} AS newer WHERE newer.number > OLD.number AND ({same}))"  # noqa: S608 - names from this file


# Which rows may be deleted all the same.
LET_GO: Final = {
    EVENTS: FORGOTTEN,
    SNAPSHOTS: _outlived(SNAPSHOTS, "world_id", "session_id"),
    CHECKPOINTS: _outlived(CHECKPOINTS, "session_id"),
}


def guard(connection: Any, tables: Iterable[str] = TABLES) -> None:
    """Have the database refuse changes of these tables' rows; harmless to repeat. The tables must be there."""
    _run(connection, statements(connection.vendor, tables))


def lift(connection: Any, tables: Iterable[str] = TABLES) -> None:
    """Let rows of these tables be changed, until `guard`. For migrations and tests."""
    _run(connection, lifting(connection.vendor, tables))


def statements(vendor: str, tables: Iterable[str]) -> list[str]:
    if vendor == "postgresql":
        return [statement for table in tables for statement in _on_postgresql(table)]
    return [statement for table in tables for statement in _on_sqlite(table)]


def lifting(vendor: str, tables: Iterable[str]) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {TRIGGER} ON {table}" for table in tables]
    return [f"DROP TRIGGER IF EXISTS {table}_{deed}" for table in tables for deed in ("update", "delete")]


def _on_postgresql(table: str) -> tuple[str, str]:
    function = f"refuse_change_of_{table}"
    let_go = f"IF TG_OP = 'DELETE' AND {LET_GO[table]} THEN RETURN OLD; END IF;" if table in LET_GO else ""
    return (
        f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {let_go}
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{refusal_of(table)}';
END $$;""",
        f"CREATE OR REPLACE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    )


def _on_sqlite(table: str) -> tuple[str, str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{refusal_of(table)}'); END"
    unless = f"WHEN NOT {LET_GO[table]}" if table in LET_GO else ""
    return (
        f"CREATE TRIGGER IF NOT EXISTS {table}_update BEFORE UPDATE ON {table} {refusal}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_delete BEFORE DELETE ON {table} {unless} {refusal}",
    )


def refusal_of(table: str) -> str:
    kept = "deleted only as worlds.models.guards allows" if table in LET_GO else "never deleted"
    return f"{table} is append-only: its rows are never changed, and {kept}"


def _run(connection: Any, commands: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for command in commands:
            cursor.execute(command)


def ready(connection: Any) -> None:
    """Set the guards that a migration has lost or not set again; nothing before there are anchors."""
    present = set(connection.introspection.table_names())
    if ANCHORS in present:
        guard(connection, [table for table in TABLES if table in present])
