"""Inserts and updates of model instances, with texts that are made once for each model and set of fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import orjson
from django.db import connection
from django.db.models import Field, JSONField, Model
from psycopg.types.json import Jsonb

from common.prepared.select import Query


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
    return Query(_update_text(type(instance), fields), [*parameters, instance.pk])


def _stored(field: Field[Any, Any], value: Any) -> object:
    if isinstance(field, JSONField) and value is not None:
        return Jsonb(value, dumps=orjson.dumps)
    return field.get_db_prep_save(value, connection)


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
