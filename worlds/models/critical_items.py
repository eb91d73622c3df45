"""Items without which a story cannot be won: what its staff promises of them, and what was brought back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from worlds import limits
from worlds.models.append_only import AppendOnly
from worlds.rules.critical_items.policies import Policy


class CriticalItemPolicy(models.Model):
    """A policy that the staff gave a scenario: worlds that are made from then on begin with its policies, not the file's."""

    class PolicyType(models.TextChoices):
        UNIQUE_PERSISTENT = "unique_persistent"
        REGENERATIVE_UNIQUE = "regenerative_unique"
        INSTANCE_QUOTA = "instance_quota"

    scenario = models.ForeignKey("worlds.Scenario", on_delete=models.CASCADE, related_name="critical_items")
    item_id = models.CharField(max_length=limits.STORED_STORY_ID)
    policy_type = models.CharField(max_length=24, choices=PolicyType)
    min_count = models.PositiveSmallIntegerField(default=1)
    anchor_locations: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    cooldown_ticks = models.PositiveBigIntegerField(default=0)
    quest_gate = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    holder_timeout_ticks = models.PositiveBigIntegerField(null=True, blank=True)
    public = models.CharField(max_length=limits.LINE, blank=True)

    class Meta:
        db_table = "critical_item_policies"
        ordering = ("scenario_id", "item_id")
        constraints = (
            models.UniqueConstraint(fields=("scenario", "item_id"), name="one_policy_per_item"),
            models.CheckConstraint(condition=Q(min_count__gte=1), name="at_least_one_copy"),
        )

    def __str__(self) -> str:
        return self.item_id

    @property
    def policy(self) -> Policy:
        """The same as a value of the rules."""
        kind: Any = self.policy_type
        return Policy(
            self.item_id,
            kind,
            self.min_count,
            tuple(self.anchor_locations),
            self.cooldown_ticks,
            self.quest_gate or None,
            self.holder_timeout_ticks,
            self.public,
        )


class CriticalItemRecovery(AppendOnly):
    """One copy of a critical item that was brought back, or taken away as one too many (`new_location` empty then).

    It follows from the record `world_seq` of its world; `position` counts from 1 there. `tick` is the world's turn counter,
    `old_holder` the session that held the copy.
    """

    # Found by the constraint that begins with it.
    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.PROTECT, related_name="recoveries", db_index=False)
    world_seq = models.PositiveBigIntegerField("record of the world")
    position = models.PositiveSmallIntegerField()
    tick = models.PositiveBigIntegerField()
    item = models.CharField(max_length=limits.STORED_STORY_ID)
    reason = models.CharField(max_length=24)
    old_location = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    old_holder = models.UUIDField("game that held it", null=True, blank=True)
    new_location = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "critical_item_recoveries"
        ordering = ("world_id", "world_seq", "position")
        verbose_name_plural = "critical item recoveries"
        constraints = (
            models.UniqueConstraint(
                fields=("world", "world_seq", "position"), name="one_recovery_per_place_in_a_record"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} at tick {self.tick}"
