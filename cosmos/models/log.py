"""What happened in the sky, in one order for everybody."""

from __future__ import annotations

from typing import Any

from django.db import models


class CosmosLayout(models.Model):
    """The one row that counts: its lock is the sky's, under which events, vectors and layouts get their numbers.

    `erasures` rises when a vector goes, so that copies of the vectors are made anew.
    """

    version = models.PositiveIntegerField(default=1)
    event_seq = models.PositiveBigIntegerField(default=0)
    vector_seq = models.PositiveBigIntegerField(default=0)
    erasures = models.PositiveBigIntegerField(default=0)
    clustered_at = models.PositiveBigIntegerField("event up to which clusters are made", default=0)

    class Meta:
        db_table = "cosmos_layouts"

    def __str__(self) -> str:
        return f"layout {self.version}"


class CosmosEvent(models.Model):
    """One numbered event, written once; commit order is the order of numbers. Payloads hold no text and no vector.

    The worker forgets events after EVENT_LOG_DAYS.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    type = models.CharField(max_length=40)
    entry_id = models.CharField(max_length=12)  # empty for what is of no star
    payload: models.JSONField[Any, Any] = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cosmos_events"
        ordering = ("sequence",)

    def __str__(self) -> str:
        return f"{self.type} {self.sequence}"
