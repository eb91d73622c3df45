"""Rows that are written once."""

from __future__ import annotations

from typing import Any

from django.db import models

from common.lean_rows import LeanRows


class NeverEdited(TypeError):
    """A programming mistake: somebody tried to change history."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: object) -> int:
        raise NeverEdited(f"{self.model.__name__} rows are never edited: {sorted(kwargs)}")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NeverEdited(f"{self.model.__name__} rows are never deleted")


class AppendOnly(LeanRows, models.Model):
    """A model whose rows are inserted and then only read."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverEdited(f"{type(self).__name__} rows are never edited")
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        raise NeverEdited(f"{type(self).__name__} rows are never deleted")
