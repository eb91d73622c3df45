"""How worlds and games were at a record: states to start a replay from, and checkpoints that clients saved."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from worlds.models.append_only import AppendOnly


class Snapshot(AppendOnly):
    """A world, or a game alone, as replaying its log up to record `number` made it: never a copy of rows.

    Old ones go once there are newer ones of the same world or game (`guards`).
    `payload` is canonical JSON with everything that a replay needs to go on from there, `snapshot_hash` its SHA-256.
    `seal` is over the whole row. `saved_tick` counts turns: of the world, or on the way to where the game stood.
    """

    class Reason(models.TextChoices):
        INTERVAL = "interval"  # so many records after the one before
        ARCHIVE = "archive"  # the world is over
        UPGRADE = "upgrade"  # another revision or version came into force, or an operator is about to install one
        DEMAND = "demand"  # an operator asked for it
        FORGETTING = "forgetting"  # old events were about to be forgotten

    world = models.ForeignKey(
        "worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="snapshots", db_index=False
    )
    session = models.ForeignKey(
        "worlds.GameSession", on_delete=models.PROTECT, null=True, blank=True, related_name="snapshots", db_index=False
    )
    number = models.PositiveBigIntegerField("newest record in it")
    saved_tick = models.PositiveBigIntegerField("turns played")
    reason = models.CharField(max_length=16, choices=Reason)
    schema_version = models.PositiveSmallIntegerField()
    engine_version = models.CharField(max_length=16)
    payload: models.JSONField[Any, Any] = models.JSONField()
    snapshot_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    seal = models.CharField(max_length=64)

    class Meta:
        db_table = "snapshots"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("world", "number"), name="one_snapshot_per_record_of_a_world"),
            models.UniqueConstraint(fields=("session", "number"), name="one_snapshot_per_record_of_a_game"),
            models.CheckConstraint(
                condition=Q(world=None, session__isnull=False) | Q(world__isnull=False, session=None),
                name="a_snapshot_is_of_a_world_or_of_a_game",
            ),
        )

    def __str__(self) -> str:
        return f"snapshot at {self.number}"


class Checkpoint(AppendOnly):
    """A snapshot that a client held against the server's and that agreed: who saved what, and when.

    `number` is the newest record of the game that it includes. Old ones go once there are newer ones of the same game.
    """

    session = models.ForeignKey(
        "worlds.GameSession", on_delete=models.PROTECT, related_name="checkpoints", db_index=False
    )
    user_id = models.UUIDField()
    number = models.PositiveBigIntegerField("newest record in it")
    saved_tick = models.PositiveBigIntegerField("turns played")
    schema_version = models.PositiveSmallIntegerField()
    engine_version = models.CharField(max_length=16)
    snapshot_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "checkpoints"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("session", "number"), name="one_checkpoint_per_record"),)

    def __str__(self) -> str:
        return f"checkpoint at {self.number}"
