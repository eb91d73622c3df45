"""What happened in a world, in one order for everybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from worlds import limits
from worlds.models.append_only import AppendOnly


class WorldEvent(AppendOnly):
    """One numbered event. Commit order is sequence order: numbers are taken under the world's row.

    `audience` None means everybody in the world, else the ids (as text) of those who may see it, fixed when it was
    written. A player's words stand in `text`, never in the payload.
    """

    # Found by the constraint that begins with it.
    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.PROTECT, related_name="events", db_index=False)
    sequence = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40)
    room = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    actor_id = models.UUIDField(null=True, blank=True)
    audience: models.JSONField[list[str] | None, list[str] | None] = models.JSONField(null=True, blank=True)
    payload: models.JSONField[Any, Any] = models.JSONField(default=dict)
    text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    event_hash = models.CharField(max_length=64)

    class Meta:
        db_table = "world_events"
        ordering = ("world_id", "sequence")
        constraints = (models.UniqueConstraint(fields=("world", "sequence"), name="one_event_per_number"),)

    def __str__(self) -> str:
        return f"{self.type} {self.sequence}"


class EventAnchor(AppendOnly):
    """Where a world's log begins since events were forgotten: the last one that was, and its hash, to which the next is sealed.

    Of several the greatest `sequence` counts. The database lets events go only once an anchor stands for them. An empty
    hash is not known: those events were forgotten by a version that left no anchors. `of_records` counts those of the
    forgotten events that follow from the world's records, so that a replay knows which the first one kept is; None where
    a version forgot them that did not count.
    """

    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.PROTECT, related_name="anchors")
    sequence = models.PositiveBigIntegerField("last event forgotten")
    event_hash = models.CharField(max_length=64, blank=True)
    of_records = models.PositiveBigIntegerField("forgotten events that follow from records", null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "world_event_anchors"
        ordering = ("world_id", "sequence")
        constraints = (models.UniqueConstraint(fields=("world", "sequence"), name="one_anchor_per_event"),)

    def __str__(self) -> str:
        return f"up to {self.sequence}"


class InboxEffect(models.Model):
    """What another player's turn did to this session; applied in a transaction of its own, once."""

    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.CASCADE, related_name="inbox")
    session = models.ForeignKey("worlds.GameSession", on_delete=models.CASCADE, related_name="inbox")
    errand: models.JSONField[Any, Any] = models.JSONField()
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "inbox"
        ordering = ("id",)
        indexes = (
            models.Index(fields=("session", "id"), condition=models.Q(applied_at=None), name="waiting_inbox_effects"),
        )

    def __str__(self) -> str:
        return f"inbox {self.pk}"


class StreamLease(models.Model):
    """An open stream, counted across processes; the same client id replaces its own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.CASCADE, related_name="+")
    client_id = models.CharField(max_length=64)
    process = models.CharField(max_length=64)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "stream_leases"
        constraints = (models.UniqueConstraint(fields=("user", "client_id"), name="one_stream_per_client"),)

    def __str__(self) -> str:
        return f"stream {self.client_id}"
