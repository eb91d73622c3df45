"""Worlds that several people live in at once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, Literal, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from common import hours
from common.ids import new_world_id
from common.lean_rows import LeanRows
from worlds.models.memberships import WorldParticipant
from worlds.models.readable import saved_by_readable
from worlds.rules.state_migrations import Older
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA

Phase = Literal["waiting", "active", "ended"]


class SharedWorldQuerySet(models.QuerySet["SharedWorld"]):
    def open(self) -> Self:
        """Worlds that are lived in: not archived."""
        return self.exclude(status=SharedWorld.Status.ARCHIVED)

    def current(self) -> Self:
        """Worlds that this version of the engine stored."""
        return self.filter(engine_version=ENGINE_VERSION, schema_version=STATE_SCHEMA)

    def readable(self) -> Self:
        """Worlds that this version of the engine reads: its own, and those of older ones."""
        return self.filter(saved_by_readable())

    def public(self) -> Self:
        return self.filter(visibility=SharedWorld.Visibility.PUBLIC)

    def lived_in_by(self, user_id: uuid.UUID) -> Self:
        return self.filter(pk__in=WorldParticipant.objects.present().of(user_id).values("world_id"))

    def idle_since(self, moment: datetime) -> Self:
        """Open worlds in which nothing has happened since `moment` (aware, UTC)."""
        return self.open().filter(hours.before("last_activity_at", moment))


class SharedWorld(LeanRows, models.Model):
    """One shared state, its counters, and who may come in.

    `turn` counts turns by anybody, `event_seq` events, `record_seq` the world's log; each rises by one under this
    row's lock and never falls. `record_hash` seals the newest record of the world's log, `event_hash` its newest event.
    """

    class Mode(models.TextChoices):
        SHARED = "shared"
        COLLABORATIVE = "collaborative"

    class Visibility(models.TextChoices):
        PUBLIC = "public"
        PRIVATE = "private"

    class Status(models.TextChoices):
        ACTIVE = "active"
        FULL = "full"
        ARCHIVED = "archived"

    class TimePolicy(models.TextChoices):
        FURTHEST = "furthest"
        SUM = "sum"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    short_id = models.CharField(max_length=12, unique=True, default=new_world_id, editable=False)
    scenario = models.ForeignKey("worlds.Scenario", on_delete=models.PROTECT, related_name="worlds")
    revision = models.ForeignKey("worlds.ScenarioRevision", on_delete=models.PROTECT, related_name="worlds")
    game_mode = models.CharField(max_length=16, choices=Mode, default=Mode.SHARED)
    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="worlds_hosted")
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    status = models.CharField(max_length=8, choices=Status, default=Status.ACTIVE)
    time_policy = models.CharField(max_length=8, choices=TimePolicy, default=TimePolicy.FURTHEST)
    quorum = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Endorsements that make an idea a choice of this world; empty where moderators decide.",
    )
    agents_allowed = models.BooleanField(default=True)
    spectators_allowed = models.BooleanField(default=True)
    spectators_talk = models.BooleanField(default=False, help_text="Whether spectators may speak to the whole world.")
    ready_check = models.BooleanField(
        default=False, help_text="Whether turns wait until all players are ready, or the host starts."
    )
    player_count = models.PositiveSmallIntegerField(
        "seats taken", default=0, help_text="Seats taken by players who are in the world."
    )
    max_players = models.PositiveSmallIntegerField(default=8, help_text="Seats in all.")
    world_state: models.JSONField[Any, Any] = models.JSONField(
        help_text="The state that all players share, as the rules store it."
    )
    state_hash = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=16)
    schema_version = models.PositiveSmallIntegerField(help_text="Version of the form that the state is stored in.")
    turn = models.PositiveIntegerField(default=0, help_text="Turns played by everybody together.")
    event_seq = models.PositiveBigIntegerField(default=0, help_text="Number of the last event.")
    record_seq = models.PositiveBigIntegerField(default=0, help_text="Number of the last record.")
    record_hash = models.CharField(max_length=64, blank=True)
    event_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, help_text="When the world was made (UTC).")
    updated_at = models.DateTimeField(auto_now=True, help_text="When the row was written last (UTC).")
    last_activity_at = models.DateTimeField(help_text="When somebody played, spoke, came or left last (UTC).")
    last_activity_hour = hours.hour_of("last_activity_at")
    archived_at = models.DateTimeField(null=True, blank=True, help_text="When the world ended (UTC).")
    imported_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the world was imported from another installation (UTC); its games never score.",
    )

    objects = SharedWorldQuerySet.as_manager()
    migrated_from: Older | None = (
        None  # what is stored, while `models.versions` has brought it up to date in memory alone
    )
    is_remembered = False  # a copy that says how the world was when its reader left

    class Meta:
        db_table = "shared_worlds"
        ordering = hours.in_order("-last_activity_at")
        permissions = (("move_players", "Can move players of worlds, and go anywhere in worlds"),)
        constraints = (
            models.CheckConstraint(condition=Q(player_count__lte=F("max_players")), name="no_more_players_than_seats"),
            models.CheckConstraint(condition=Q(max_players__gte=1), name="a_world_has_a_seat"),
        )
        # Of what every turn changes there is no index (common/hours.py).
        indexes = (
            models.Index(fields=("scenario",), condition=Q(status="active"), name="active_worlds_of_a_scenario"),
            models.Index(fields=("-last_activity_hour",), name="worlds_by_hour"),
        )

    def __str__(self) -> str:
        return self.short_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        assert not self.is_remembered, "the past is not saved over the present"
        super().save(*args, **kwargs)

    def now(self) -> datetime:
        """Now, but never before what has happened in the world: clocks of processes differ, and order follows them."""
        return max(timezone.now(), self.last_activity_at + timedelta(microseconds=1))

    @property
    def phase(self) -> Phase:
        if self.is_archived:
            return "ended"
        return "waiting" if self.ready_check else "active"

    @property
    def is_archived(self) -> bool:
        return self.status == self.Status.ARCHIVED
