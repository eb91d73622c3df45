"""What the staff did, in the log of the admin. The database never lets an entry go, so that none holds a name of a person."""

from __future__ import annotations

import uuid

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def keep_deed(*, by_id: uuid.UUID, row: Model, deed: str) -> None:
    """An entry about a row, which its history shows. `deed` is a sentence without words or names of people."""
    LogEntry.objects.create(
        user_id=by_id,
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        object_repr=neutral_name(row),
        action_flag=CHANGE,
        change_message=deed,
    )


def neutral_name(row: Model) -> str:
    """What a row is called by its ids alone."""
    named = getattr(row, "short_id", "") or getattr(row, "slug", "")
    return str(named) or f"{row._meta.verbose_name} {row.pk}"  # noqa: SLF001 - Django's public name
