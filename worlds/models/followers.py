"""Who reads a player's story along."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models


class FollowerQuerySet(models.QuerySet["Follower"]):
    def seen_since(self, moment: datetime) -> Self:
        """Those whose page or program has asked since `moment` (aware, UTC)."""
        return self.filter(seen_at__gte=moment)


class Follower(models.Model):
    """Somebody who reads along with the player at a place, with that player's leave; `seen_at` is when they last asked."""

    place = models.ForeignKey("worlds.WorldParticipant", on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    objects = FollowerQuerySet.as_manager()

    class Meta:
        db_table = "followers"
        constraints = (models.UniqueConstraint(fields=("place", "user"), name="one_follower_per_place_and_person"),)

    def __str__(self) -> str:
        return f"follower at {self.place_id}"
