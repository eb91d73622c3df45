"""What a moderator looks for again and again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from improvisations import limits


class SavedView(models.Model):
    """A moderator's own way to look at the queue: filters, order and search under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=limits.VIEW_NAME)
    query = models.CharField("filters, as a query string", max_length=limits.VIEW_QUERY, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "queue_views"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="one_queue_view_per_name"),)

    def __str__(self) -> str:
        return self.name
