"""Emptying the tables after a test that commits. TRUNCATE makes new files for forty tables, most of them empty already."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations

truncate = DatabaseOperations.sql_flush


def delete(
    self: DatabaseOperations,
    style: Any,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """Delete the rows instead: foreign keys are checked at commit, when all are gone. About ten times as fast."""
    if reset_sequences:
        return truncate(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
    return [f"DELETE FROM {self.quote_name(table)}" for table in tables]  # noqa: S608 - Django's own table names
