"""Inserts and updates of model instances, with texts that are made once for each model and set of fields."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from types import NoneType
from typing import Any, Final

import orjson
from django.db import DEFAULT_DB_ALIAS, connection, connections
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
    model, fields = type(instances[0]), _inserted(type(instances[0]))
    parameters = [_stored(field, field.pre_save(each, add=True)) for each in instances for field in fields]
    return Query(_insert_text(model, len(instances)), parameters)


def update(instance: Model, names: Iterable[str]) -> Query:
    """The statement that writes these fields of an instance, found by its key."""
    fields = _named(type(instance), tuple(names))
    parameters = [_stored(field, field.pre_save(instance, add=False)) for field in fields]
    return Query(_update_text(type(instance), fields), [*parameters, _stored(_key(type(instance)), instance.pk)])


# What the driver takes as it is. To ask each field costs a twentieth of a turn; other values are asked about all the same.
AS_IT_IS: Final = frozenset({str, int, bool, uuid.UUID, datetime, NoneType})


def _stored(field: Field[Any, Any], value: Any) -> object:
    asked = connections[DEFAULT_DB_ALIAS]
    if asked.vendor == "postgresql":
        if type(value) in AS_IT_IS and type(value) in _own_types(field):
            return value
        if isinstance(field, JSONField) and value is not None:
            return Jsonb(value, dumps=orjson.dumps)
    return field.get_db_prep_save(value, asked)


@cache
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
def _inserted(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    made = {field for field in model._meta.db_returning_fields if field.primary_key}  # noqa: SLF001
    return tuple(field for field in model._meta.concrete_fields if field not in made and not field.generated)  # noqa: SLF001


@lru_cache
def _insert_text(model: type[Model], rows: int) -> str:
    fields, quote = _inserted(model), connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * rows)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {values}"  # noqa: S608, SLF001 - names of ours


@lru_cache
def _named(model: type[Model], names: tuple[str, ...]) -> tuple[Field[Any, Any], ...]:
    by_name = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001
    return tuple(by_name[name] for name in names)


@lru_cache
def _update_text(model: type[Model], fields: tuple[Field[Any, Any], ...]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    return f"UPDATE {quote(model._meta.db_table)} SET {columns} WHERE {quote(_key(model).column)} = %s"  # noqa: S608, SLF001
