"""Each append-only table refuses UPDATE and DELETE by itself, with a row in it that nothing else depends on."""

from __future__ import annotations

import uuid
from typing import Any, Final

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from improvisations.models import ModeratorComment
from worlds.models import Snapshot, guards
from worlds.models.append_only import AppendOnly

pytestmark = pytest.mark.django_db
APPEND_ONLY: Final[list[Any]] = [*(model for model in apps.get_models() if issubclass(model, AppendOnly)), LogEntry]
# Of two references these have exactly one.
ONE_OF_TWO: Final[dict[Any, dict[str, Any]]] = {
    Snapshot: {"world_id": uuid.UUID(int=1)},
    ModeratorComment: {"report_id": 1},
}


def made_up(model: Any) -> models.Model:
    """A row whose references lead nowhere: they are checked at a commit that never comes."""
    fields = [field for field in model._meta.concrete_fields if not field.null and not field.primary_key]
    values = {field.attname: value_for(field) for field in fields}
    row: models.Model = model(**values | ONE_OF_TWO.get(model, {}))
    return row


def value_for(field: models.Field[Any, Any]) -> Any:
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    match field:
        case models.UUIDField():
            return uuid.UUID(int=1)
        case models.DateTimeField():
            return timezone.now()
        case models.JSONField():
            return {}
        case models.CharField() | models.TextField():
            return "x"
    return 1


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("model", APPEND_ONLY, ids=[model._meta.db_table for model in APPEND_ONLY])
def test_a_row_is_neither_changed_nor_deleted(model: Any) -> None:
    table, key = model._meta.db_table, model._meta.pk.column
    with transaction.atomic():
        made_up(model).save(force_insert=True)
        for sql in (f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"):  # noqa: S608 - names from the models
            with pytest.raises(IntegrityError, match=f"{table} is append-only"):
                run(sql)
        transaction.set_rollback(True)


def test_these_are_all_tables_that_are_guarded() -> None:
    assert {model._meta.db_table for model in APPEND_ONLY} == set(guards.TABLES)
