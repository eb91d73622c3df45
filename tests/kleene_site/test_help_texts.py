"""What the admin shows says what it counts, and in which time zone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.db import models

NAMED_BY_DJANGO = {("User", "last_login")}
HARD_TO_NAME = (models.DateTimeField, models.IntegerField, models.JSONField)


def hard_to_name() -> Iterator[tuple[str, models.Field[object, object]]]:
    """Times, numbers and structures of every model in the admin: their names alone tell no zone, unit or form."""
    for model in admin.site._registry:
        for field in model._meta.local_fields:
            is_ours = (model.__name__, field.name) not in NAMED_BY_DJANGO
            if isinstance(field, HARD_TO_NAME) and not field.primary_key and is_ours:
                yield model.__name__, field


FIELDS = sorted(hard_to_name(), key=lambda found: (found[0], found[1].name))
TIMES = [found for found in FIELDS if isinstance(found[1], models.DateTimeField)]


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda part: getattr(part, "name", part))
def test_a_time_a_number_or_a_structure_in_the_admin_is_explained_in_a_sentence(
    model: str, field: models.Field[object, object]
) -> None:
    help_text = str(field.help_text)
    assert help_text[:1].isupper() or help_text[:1].isdigit(), f"{model}.{field.name} has no help text"
    assert help_text.endswith("."), help_text


@pytest.mark.parametrize(("model", "field"), TIMES, ids=lambda part: getattr(part, "name", part))
def test_a_time_names_its_zone(model: str, field: models.Field[object, object]) -> None:
    assert "(UTC)" in str(field.help_text), f"{model}.{field.name}"
