"""Changing history in tests, as somebody could who has the database's password and its triggers dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from worlds.models import guards


@contextmanager
def history_open() -> Iterator[None]:
    """Let append-only rows be changed inside, in one transaction; the database guards them again after it."""
    with transaction.atomic():
        settle()
        guards.lift(connection)
        yield
        settle()
        guards.guard(connection)


def tamper(sql: str, *values: Any) -> None:
    """One statement behind the models' back and the database's."""
    with history_open(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def settle() -> None:
    """PostgreSQL alters no table while foreign keys wait to be checked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
