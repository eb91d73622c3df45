"""What the text filter noticed, and what moderators did about it."""

from __future__ import annotations

from typing import Any

from django.db import models

from worlds import limits
from worlds.models.texts import words


class ModerationRecord(models.Model):
    """One text that was masked, refused or hidden, with the reason; it waits for a moderator until `seen_at`."""

    class Action(models.TextChoices):
        MASKED = "masked"
        REFUSED = "refused"
        HIDDEN = "hidden"

    text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, related_name="moderation")
    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Where it was said: the game, and in it the place, or the scene of an idea that was shared.
    session = models.ForeignKey("worlds.GameSession", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    author_id = models.UUIDField(db_index=True)
    action = models.CharField(max_length=16, choices=Action)
    reasons: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text="What was found: category, and the place in the text."
    )
    note_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    score = models.PositiveSmallIntegerField(
        default=0, help_text="What the text filter found: 0 is nothing, 100 is refused."
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="When the text was written (UTC).")
    seen_at = models.DateTimeField(
        null=True, blank=True, help_text="When a moderator dealt with it (UTC); empty while it waits."
    )
    seen_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        db_table = "moderation_records"
        verbose_name = "flagged text"
        ordering = ("-id",)
        indexes = (
            # What waits for a moderator, and what there is about somebody.
            models.Index(fields=("-id",), condition=models.Q(seen_at=None), name="unseen_moderation"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.pk}"

    @property
    def version(self) -> int:
        """As of the rows of every queue: it rises with what is decided."""
        return 1 if self.seen_at is None else 2

    @property
    def note(self) -> str:
        """Why a moderator did it; empty for what the filter did."""
        return words(self.note_text)
