"""What is said at the sky."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from common.ids import new_line_id


class TalkLine(models.Model):
    """A line to everybody at the sky. The words are a text apart, so that they can be hidden or erased at every door.

    `was_hidden` says that it was told as by somebody unseen: it never gets a name later. `removed_at` is when open pages
    were told that its words are gone; the row stays beside them until LINE_DAYS are over.
    """

    short_id = models.CharField(max_length=12, unique=True, default=new_line_id, editable=False)
    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.OneToOneField("worlds.PlayerText", on_delete=models.PROTECT, related_name="+")
    was_hidden = models.BooleanField(default=False)
    said_at = models.DateTimeField(auto_now_add=True, db_index=True, help_text="When it was said (UTC).")
    removed_at = models.DateTimeField(
        null=True, blank=True, help_text="When open pages were told that its words are gone (UTC)."
    )

    class Meta:
        db_table = "cosmos_lines"
        ordering = ("-pk",)
        verbose_name = "cosmos message"
        verbose_name_plural = "cosmos messages"
        indexes = (models.Index(fields=("speaker", "-id"), name="lines_by_a_player"),)

    def __str__(self) -> str:
        return self.short_id
