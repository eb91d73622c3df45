"""How often the parts of a story were played, counted by the worker."""

from __future__ import annotations

from django.db import models

from worlds import limits


class PlayCount(models.Model):
    """How often something happened in all games of a scenario, whatever their revision.

    `place` is a node's id, or an ending's; empty for games. `option` is empty but for options.
    """

    class Kind(models.TextChoices):
        GAME = "game"  # games started
        TURN = "turn"  # turns played at a node
        OPTION = "option"  # turns that chose this option
        WORDS = "words"  # turns at a node in the player's own words
        ENDING = "ending"  # games that came to this ending

    scenario = models.ForeignKey(
        "worlds.Scenario", on_delete=models.PROTECT, related_name="play_counts", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind)
    place = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    option = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    amount = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "play_counts"
        constraints = (
            models.UniqueConstraint(fields=("scenario", "kind", "place", "option"), name="one_play_count_per_part"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.place} {self.option}: {self.amount}"


class PlayCountMark(models.Model):
    """How far the records are counted: one row.

    Records get their numbers before they are committed, so a round counts no further than the newest record of the
    round before: whatever was under way then is committed or gone.
    """

    counted = models.BigIntegerField(default=0)  # the last record that is counted
    newest = models.BigIntegerField(default=0)  # the newest record when the last round was over
    counted_until = models.DateTimeField(null=True)  # games that ended later are not counted yet (aware, UTC)

    class Meta:
        db_table = "play_count_marks"

    def __str__(self) -> str:
        return f"counted up to {self.counted}"
