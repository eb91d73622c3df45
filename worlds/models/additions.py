"""What curation added to stories, kept as data: a revision is a file's content and these on top of it."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q

from worlds import limits
from worlds.models.scenarios import Scenario
from worlds.rules import additions as rules
from worlds.rules.rebuilding import Placed


class ScenarioAdditionQuerySet(models.QuerySet["ScenarioAddition"]):
    def of_scenario(self, scenario_id: int) -> Self:
        """Those of the scenario itself, in the order in which they were added."""
        return self.filter(scenario_id=scenario_id, world=None).order_by("pk")

    def of_world(self, world_id: uuid.UUID) -> Self:
        return self.filter(world_id=world_id).order_by("pk")


class ScenarioAddition(models.Model):
    """An option or an answer beside the author's own; of the scenario, or of one world alone.

    `key` is its id for good, in every revision and every world: it is never given to anything else. Retired ones are
    kept, so that whatever was played with them can be played again. Only `retired_at` and `conflict` ever change.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="additions")
    world = models.ForeignKey(
        "worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="additions"
    )
    key = models.CharField(max_length=limits.STORED_STORY_ID)
    node = models.CharField(max_length=limits.STORED_STORY_ID)
    content: models.JSONField[Any, Any] = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    conflict = models.CharField("why the newest revision could not keep it", max_length=500, blank=True)

    objects = ScenarioAdditionQuerySet.as_manager()

    class Meta:
        db_table = "scenario_additions"
        constraints = (
            models.UniqueConstraint(
                fields=("scenario", "key"), condition=Q(world=None), name="one_addition_per_key_and_scenario"
            ),
            models.UniqueConstraint(
                fields=("world", "key"), condition=Q(world__isnull=False), name="one_addition_per_key_and_world"
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} at {self.node}"

    @property
    def addition(self) -> rules.Addition:
        return rules.from_json(self.content)

    @property
    def placed(self) -> Placed:
        return Placed(self.addition, is_retired=self.retired_at is not None)
