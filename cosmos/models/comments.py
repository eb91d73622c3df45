"""What players say about a star."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from common.ids import new_comment_id
from cosmos.models.entries import CosmosEntry


class Comment(models.Model):
    """A player's words about a star. The words are a text apart, so that they can be hidden or erased at every door.

    A comment whose text was erased is shown to nobody; one that its author deleted has no row.
    """

    short_id = models.CharField(max_length=12, unique=True, default=new_comment_id, editable=False)
    entry = models.ForeignKey(CosmosEntry, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.OneToOneField("worlds.PlayerText", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True, help_text="When it was written (UTC).")

    class Meta:
        db_table = "cosmos_comments"
        ordering = ("-pk",)
        verbose_name = "comment on a star"
        verbose_name_plural = "comments on stars"
        indexes = (
            models.Index(fields=("entry", "-id"), name="comments_of_a_star"),
            models.Index(fields=("author", "-id"), name="comments_by_a_player"),
        )

    def __str__(self) -> str:
        return self.short_id
