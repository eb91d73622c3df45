"""What players keep of the sky for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cosmos.models.entries import CosmosEntry


class Bookmark(models.Model):
    """A player marked a star, to find it again; nobody else is told of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    entry = models.ForeignKey(CosmosEntry, on_delete=models.CASCADE, related_name="bookmarks")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cosmos_bookmarks"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("user", "entry"), name="one_bookmark_per_star"),)

    def __str__(self) -> str:
        return f"bookmark {self.pk}"


class NoticeMark(models.Model):
    """Up to when a player has read their notices; one row a player."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        db_table = "cosmos_notice_marks"

    def __str__(self) -> str:
        return f"notices of {self.user_id}"
