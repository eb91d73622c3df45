"""What players have achieved. The rules are declared in `profiles.achievements`; a row here is known by its rule's code."""

from __future__ import annotations

from django.db import models

from profiles.models.accounts import User


class Achievement(models.Model):
    """How many have it, counted now and then: `holders` of `players`."""

    code = models.SlugField(max_length=40, unique=True)
    holders = models.PositiveIntegerField(default=0, help_text="How many players had it when it was counted.")
    players = models.PositiveIntegerField(default=0, help_text="How many players there were when it was counted.")
    counted_at = models.DateTimeField(null=True, blank=True, help_text="When its holders were counted (UTC).")

    class Meta:
        db_table = "achievements"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.code


class PlayerAchievement(models.Model):
    """Somebody's achievement, awarded once; `earned_at` is the moment of the deed, `created_at` that of its being noticed."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="achievements")
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="awards")
    session = models.ForeignKey(
        "worlds.GameSession", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    earned_at = models.DateTimeField(help_text="When the player did what it is awarded for (UTC).")
    created_at = models.DateTimeField(auto_now_add=True, help_text="When the award was noticed (UTC).")

    class Meta:
        db_table = "player_achievements"
        verbose_name = "award"
        ordering = ("-earned_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("user", "achievement"), name="one_award_per_player_and_achievement"),
        )

    def __str__(self) -> str:
        return f"{self.achievement} of {self.user_id}"


class ReadingMark(models.Model):
    """How far the records have been read by who catches up with them."""

    name = models.CharField(max_length=40, primary_key=True)
    upto = models.DateTimeField()

    class Meta:
        db_table = "reading_marks"

    def __str__(self) -> str:
        return f"{self.name} up to {self.upto}"
