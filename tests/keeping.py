"""What a fixture has made at some cost in an empty database: kept as rows, and put back for the tests that come after."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final, TypeVar

from django.apps import apps
from django.db import connection, transaction

from tests.emptying import full_tables

Made = TypeVar("Made")
Rows = list[tuple[str, list[Any]]]  # statements, and what they store

_kept: Final[dict[str, tuple[Rows, Any]]] = {}


def kept(name: str, make: Callable[[], Made]) -> Made:
    """What `make` returns; of this process only the first call with this name makes it, the others put the same rows back.

    Whatever `make` stores has the same keys for each test: budgets that are counted by them must be out of reach. It may refer
    to nothing but what it made, and return models, or what holds them.
    """
    if full_tables(connection):
        return make()  # beside what is there already
    if name not in _kept:
        made = make()
        _kept[name] = (rows(), deepcopy(made))
        return made
    found, made = _kept[name]
    put_back(found)
    copied: Made = deepcopy(made)
    return copied


def rows() -> Rows:
    with connection.cursor() as cursor:
        return [stored(cursor, table) for table in full_tables(connection)]


def stored(cursor: Any, table: str) -> tuple[str, list[Any]]:
    name, columns = connection.ops.quote_name, written(table)
    cursor.execute(f"SELECT {', '.join(map(name, columns))} FROM {name(table)}")  # noqa: S608 - Django's own table names
    found = cursor.fetchall()
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(found))
    into = f"INSERT INTO {name(table)} ({', '.join(map(name, columns))}) VALUES {places}"  # noqa: S608
    return into, [value for row in found for value in row]


def written(table: str) -> list[str]:
    """The columns that are not reckoned from others."""
    [model] = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table]
    return [field.column for field in model._meta.concrete_fields if not field.generated]


def put_back(kept_rows: Rows) -> None:
    """In any order of tables: foreign keys are checked at the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for into, values in kept_rows:
            cursor.execute(into, values)
