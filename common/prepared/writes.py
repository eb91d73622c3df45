"""Inserts, updates and deletes of model instances, with texts that are made once for each model and set of fields."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from types import NoneType
from typing import Any, Final

import orjson
from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    UUIDField,
)
from psycopg.types.json import Jsonb

from common.prepared.dialect import dialect
from common.prepared.select import Query

OWN_TYPES: Final[Mapping[type[Field[Any, Any]], type]] = {
    CharField: str,
    BooleanField: bool,
    IntegerField: int,
    UUIDField: uuid.UUID,
    DateTimeField: datetime,
}


def insert(instances: Sequence[Model]) -> Query:
    """One statement that inserts instances of one model; the keys that the database makes stay unknown.

    Their defaults and automatic dates are set on them as `save` would; nothing else of `save` happens.
    """
    model, columns = type(instances[0]), _inserted(type(instances[0]))
    parameters = [column.stored(each, add=True) for each in instances for column in columns]
    return Query(_insert_text(model, len(instances)), parameters)


def update(instance: Model, names: Iterable[str]) -> Query:
    """The statement that writes these fields of an instance, found by its key."""
    model, columns = type(instance), _named(type(instance), tuple(names))
    parameters = [column.stored(instance, add=False) for column in columns]
    return Query(_update_text(model, columns), [*parameters, _column(_key(model)).stored(instance, add=False)])


def delete(instance: Model) -> Query:
    """The statement that deletes an instance's row, found by its key, and nothing that hangs on it."""
    model = type(instance)
    return Query(_delete_text(model), [_column(_key(model)).stored(instance, add=False)])


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A field, and what of its ways must be asked: to ask each field about each value costs a twentieth of a turn."""

    field: Field[Any, Any]
    name: str
    is_saved_as_it_is: bool  # no automatic date, no file
    own_types: frozenset[type]  # what the driver takes as it is
    is_json: bool

    def stored(self, instance: Model, *, add: bool) -> object:
        value = getattr(instance, self.name) if self.is_saved_as_it_is else self.field.pre_save(instance, add=add)
        if type(value) in self.own_types:
            return value
        if self.is_json and value is not None:
            return Jsonb(value, dumps=orjson.dumps)
        return self.field.get_db_prep_save(value, dialect())


@cache
def _column(field: Field[Any, Any]) -> Column:
    on_postgres = dialect().vendor == "postgresql"
    return Column(
        field,
        field.attname,
        is_saved_as_it_is=type(field).pre_save is Field.pre_save,
        own_types=_own_types(field) if on_postgres else frozenset(),
        is_json=on_postgres and isinstance(field, JSONField),
    )


def _own_types(field: Field[Any, Any]) -> frozenset[type]:
    """The types in which the database holds this field's values, where that is the driver's type, too."""
    if isinstance(field, ForeignKey):
        return _own_types(field.target_field)
    found = next((own for kind, own in OWN_TYPES.items() if isinstance(field, kind)), None)
    return frozenset() if found is None else frozenset({found, NoneType})


def _key(model: type[Model]) -> Field[Any, Any]:
    key: Field[Any, Any] = model._meta.pk  # noqa: SLF001
    return key


@lru_cache
def _inserted(model: type[Model]) -> tuple[Column, ...]:
    made = {field for field in model._meta.db_returning_fields if field.primary_key}  # noqa: SLF001
    kept = (field for field in model._meta.concrete_fields if field not in made and not field.generated)  # noqa: SLF001
    return tuple(map(_column, kept))


@lru_cache
def _insert_text(model: type[Model], rows: int) -> str:
    fields, quote = _inserted(model), connection.ops.quote_name
    columns = ", ".join(quote(each.field.column) for each in fields)
    values = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * rows)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {values}"  # noqa: S608, SLF001 - names of ours


@lru_cache
def _named(model: type[Model], names: tuple[str, ...]) -> tuple[Column, ...]:
    by_name = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001
    return tuple(_column(by_name[name]) for name in names)


@lru_cache
def _update_text(model: type[Model], fields: tuple[Column, ...]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(each.field.column)} = %s" for each in fields)
    return f"UPDATE {quote(model._meta.db_table)} SET {columns} WHERE {quote(_key(model).column)} = %s"  # noqa: S608, SLF001


@lru_cache
def _delete_text(model: type[Model]) -> str:
    quote = connection.ops.quote_name
    return f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(_key(model).column)} = %s"  # noqa: S608, SLF001
