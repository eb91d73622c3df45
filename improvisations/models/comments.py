"""What moderators say to one another about an item of their queues."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from improvisations.models.improvisations import Improvisation
from worlds.models.append_only import AppendOnly


class ModeratorComment(AppendOnly):
    """A moderator's word to the others about a report or an improvisation; players never see it, nobody edits it."""

    report = models.ForeignKey(
        "worlds.Report", on_delete=models.PROTECT, null=True, blank=True, related_name="comments"
    )
    improvisation = models.ForeignKey(
        Improvisation, on_delete=models.PROTECT, null=True, blank=True, related_name="comments"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "moderator_comments"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(report__isnull=True) ^ Q(improvisation__isnull=True), name="comments_are_about_one_item"
            ),
        )

    def __str__(self) -> str:
        return f"comment {self.pk}"
