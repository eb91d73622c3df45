"""How many finished games chose what."""

from __future__ import annotations

from typing import Any

from django.db import models


class ChoiceCounts(models.Model):
    """What the newest finished games of a scenario chose, counted by the worker.

    `counts` has the games by node and option; an option of "" stands for words of the players' own. A game counts once
    at a node, with what it chose there last.
    """

    scenario = models.OneToOneField("worlds.Scenario", on_delete=models.CASCADE, related_name="choice_counts")
    games = models.PositiveIntegerField()
    counts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "choice_counts"

    def __str__(self) -> str:
        return f"choices of {self.games} games of {self.scenario_id}"
