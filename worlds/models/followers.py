"""Who reads a player's story along."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from worlds import limits


class FollowerQuerySet(models.QuerySet["Follower"]):
    def reading_since(self, moment: datetime) -> Self:
        """Those whose page or program has asked since `moment` (aware, UTC), and was not closed."""
        return self.still_open().filter(seen_at__gte=moment)

    def still_open(self) -> Self:
        """Those whose page was not closed."""
        return self.filter(left_at=None)


class Follower(models.Model):
    """Somebody who reads along with the player at a place, with that player's leave, in one open page or by a program.

    `visit` tells one person's pages apart; programs have none. `seen_at` is when it last asked. A page that was closed is
    kept for a while with `left_at`: what it had asked before may arrive after that, and is no reading any more.
    """

    place = models.ForeignKey("worlds.WorldParticipant", on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    visit = models.CharField(max_length=limits.VISIT, blank=True, default="")
    seen_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        db_table = "followers"
        constraints = (
            models.UniqueConstraint(fields=("place", "user", "visit"), name="one_follower_per_place_person_and_visit"),
        )

    def __str__(self) -> str:
        return f"follower at {self.place_id}"

    @property
    def is_closed(self) -> bool:
        return self.left_at is not None
