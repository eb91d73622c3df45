"""How far a member has read what happened in a world."""

from __future__ import annotations

from django.db import models


class LastLook(models.Model):
    """The newest event that stood on a page of a member while they looked at it, and when that was.

    In a table of its own: a turn reads and writes the places of a world, and this is no part of it.
    """

    place = models.OneToOneField(
        "worlds.WorldParticipant", on_delete=models.CASCADE, primary_key=True, related_name="last_look"
    )
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "last_looks"

    def __str__(self) -> str:
        return f"looked at event {self.sequence}"
