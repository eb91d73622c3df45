"""Who is there, where they were last met, and whether strangers may know."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.lean_rows import LeanRows
from presence import limits
from presence.rules import Status


class PlayerPresenceQuerySet(models.QuerySet["PlayerPresence"]):
    def online(self, *, since: datetime) -> Self:
        """Those heard of after `since` (aware). Whoever is online has been announced so; that much an index knows."""
        return self.filter(announced=Status.ONLINE, last_heartbeat__gt=since)

    def playing(self, scenario: str) -> Self:
        return self.filter(scenario=scenario)

    def opted_in(self) -> Self:
        """Those who let strangers see them."""
        return self.filter(visible=True)


class PlayerPresence(LeanRows, models.Model):
    """One row a person, made when there is something to say; nobody is seen by strangers who has not asked to be.

    How somebody stands follows from the age of `last_heartbeat`; `announced` is only what others were last told of it.
    The whereabouts are as of `noted_at`; games and worlds are named by their ids, and known to the apps above alone.
    `chosen` is what they say of themselves, `is_connected` whether the last sign came over a stream.
    """

    class Chosen(models.TextChoices):
        ONLINE = "online"
        AWAY = "away"
        BUSY = "busy"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="presence"
    )
    visible = models.BooleanField("seen by strangers", default=False)
    chosen = models.CharField("says of themselves", max_length=8, choices=Chosen, default=Chosen.ONLINE)
    last_heartbeat = models.DateTimeField(
        null=True, blank=True, help_text="When something was heard of the person last (UTC)."
    )
    is_connected = models.BooleanField(default=False)
    announced = models.CharField(
        max_length=8,
        choices=[(status.value, status.value) for status in Status],
        default=Status.OFFLINE.value,
        db_column="status",
    )
    scenario = models.CharField(max_length=limits.SCENARIO, blank=True, default="", db_column="scenario_id")
    game_mode = models.CharField(max_length=16, blank=True, default="")
    session_id = models.UUIDField(null=True, blank=True)
    world_id = models.UUIDField(null=True, blank=True)
    location = models.CharField(max_length=limits.LOCATION, blank=True, default="")
    turn = models.PositiveIntegerField(default=0, help_text="The turn of the game that they were in.")
    noted_at = models.DateTimeField(null=True, blank=True, help_text="When their whereabouts were noted (UTC).")

    objects = PlayerPresenceQuerySet.as_manager()

    class Meta:
        db_table = "player_presence"
        verbose_name_plural = "presence"
        # Heartbeats touch neither column nor condition of an index: PostgreSQL then rewrites rows in place.
        indexes = (
            models.Index(fields=("scenario",), condition=Q(announced="online"), name="idx_presence_scenario"),
            models.Index(fields=("announced",), condition=~Q(announced="offline"), name="idx_presence_around"),
        )

    def __str__(self) -> str:
        return f"presence of {self.user}"
