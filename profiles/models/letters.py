"""Letters that are still to be written and sent."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Letter(models.Model):
    """Somebody asked for a letter to an address. Whose accounts it is about is looked up when it is written."""

    class Kind(models.TextChoices):
        NEW_PASSWORD = "new-password"  # noqa: S105

    kind = models.CharField(max_length=20)
    address = models.EmailField()
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        db_table = "letters"
        ordering = ("due_at", "pk")

    def __str__(self) -> str:
        return f"{self.kind} letter {self.pk}"
