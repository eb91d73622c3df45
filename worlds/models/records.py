"""The log: everything that ever changed a game, in order, each entry sealed by the one before."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.db.models import Q

from worlds import limits
from worlds.models.append_only import AppendOnly

UPGRADES: Final = ("revision", "migrate")  # kinds: from such a record on other content or another version holds


class TurnRecord(AppendOnly):
    """One entry of a session's log.

    `record_hash` is SHA-256 over `previous_hash` and the canonical form of the entry, so that nobody can
    change, drop or reorder entries unnoticed. `result` is what the player was answered, without the view.
    """

    class Kind(models.TextChoices):
        START = "start"
        JOIN = "join"
        CHOICE = "choice"
        TEXT = "text"
        GO = "go"
        GET = "get"
        DROP = "drop"
        GIVE = "give"
        LEAVE = "leave"
        REWIND = "rewind"
        SETTINGS = "settings"
        ABANDON = "abandon"
        POLICY = "policy"
        MAINTENANCE = "maintenance"
        INBOX = "inbox"
        REVISION = "revision"
        IMPORT = "import"
        MIGRATE = "migrate"

    # Empty for what a world does by itself; such a record's number is 0, it has its place in the world's log alone.
    # Both are found by the constraints that begin with them; an index more would be written in every turn.
    session = models.ForeignKey(
        "worlds.GameSession", on_delete=models.PROTECT, null=True, blank=True, related_name="records", db_index=False
    )
    number = models.PositiveIntegerField()
    world = models.ForeignKey(
        "worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="records", db_index=False
    )
    world_seq = models.PositiveBigIntegerField(null=True, blank=True)
    world_hash = models.CharField("world's state after it", max_length=64, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    turn = models.PositiveIntegerField()
    scene = models.PositiveIntegerField()
    beat = models.PositiveIntegerField()
    node_id = models.CharField("node that it was played at", max_length=limits.STORED_STORY_ID, blank=True)
    command: models.JSONField[Any, Any] = models.JSONField(default=dict)
    text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meaning: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    ruling: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    cell = models.CharField(max_length=16, blank=True)
    result: models.JSONField[Any, Any] = models.JSONField(default=dict)
    revision = models.ForeignKey("worlds.ScenarioRevision", on_delete=models.PROTECT, related_name="+")
    engine_version = models.CharField(max_length=16)
    idempotency_key = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - absent is not empty
    body_hash = models.CharField(max_length=64, blank=True)
    state_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    record_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "turn_records"
        permissions = (("export_audit", "Can export all rows of the audit"),)
        ordering = ("session_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("session", "number"), name="one_record_per_number"),
            models.UniqueConstraint(fields=("world", "world_seq"), name="one_record_per_place_in_a_world"),
            models.UniqueConstraint(fields=("session", "idempotency_key"), name="one_record_per_idempotency_key"),
        )
        # No turn is in them: they are not written in one.
        indexes = (
            models.Index(fields=("world", "world_seq"), condition=Q(kind__in=UPGRADES), name="upgrades_of_a_world"),
            models.Index(fields=("session", "number"), condition=Q(kind__in=UPGRADES), name="upgrades_of_a_game"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
