"""A column's value as plain JSON and back; what comes from a file is taken for nothing that it does not show to be."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models

from worlds.models import ScenarioRevision


class Unfit(ValueError):
    """A value that cannot stand in its column; the message names it."""


KINDS: Final[tuple[tuple[type[models.Field[Any, Any]], type], ...]] = (
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (models.CharField, str),
    (models.TextField, str),
)
PARSED: Final[tuple[tuple[type[models.Field[Any, Any]], Callable[[str], Any]], ...]] = (
    (models.DateTimeField, lambda text: datetime.fromisoformat(text).astimezone(UTC)),
    (models.UUIDField, uuid.UUID),
)
COUNTED: Final[models.Field[Any, Any]] = models.PositiveIntegerField()


def is_revision(column: Any) -> bool:
    """Whether a column names a revision: in a file by the number that its scenario gave it."""
    return column.is_relation and column.related_model is ScenarioRevision


def as_plain(value: Any) -> Any:
    """A value of a row as JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def fitting_words(row: Mapping[str, Any], lengths: Mapping[str, int]) -> dict[str, str]:
    """A row of words that are no longer than this. Raises Unfit."""
    if row.keys() != lengths.keys():
        raise Unfit(f"{min(row.keys() ^ lengths.keys())} is missing, or unknown.")
    for name, longest in lengths.items():
        if not isinstance(row[name], str) or len(row[name]) > longest or "\0" in row[name]:
            raise Unfit(f"{name} is no text of at most {longest} signs.")
    return dict(row)


def value_of(column: Any, told: Any) -> Any:
    """What a file says of a column, as the row's attribute is to be. Raises Unfit."""
    if told is None and column.null:
        return None
    kind: Any = COUNTED if is_revision(column) else column.target_field if column.is_relation else column
    value = told if isinstance(kind, models.JSONField) else _of_kind(kind, column.name, told)
    if column.choices and value not in dict(column.flatchoices):
        raise Unfit(f"{column.name} is none of the values that it may have.")
    return value


def _of_kind(kind: Any, name: str, told: Any) -> Any:
    value = _parsed(kind, name, told)
    try:
        kind.run_validators(value)
    except ValidationError as fault:
        raise Unfit(f"{name}: {fault.messages[0]}") from None
    return value


def _parsed(kind: Any, name: str, told: Any) -> Any:
    for field_type, parse in PARSED:
        if isinstance(kind, field_type):
            try:
                return parse(told)
            except (TypeError, ValueError, AttributeError, OverflowError):
                raise Unfit(f"{name} cannot be read.") from None
    expected = next(plain for field_type, plain in KINDS if isinstance(kind, field_type))
    if type(told) is not expected:
        raise Unfit(f"{name} is of another kind.")
    if isinstance(told, str) and "\0" in told:  # one of the two kinds of database takes it
        raise Unfit(f"{name} holds a NUL.")
    return told
