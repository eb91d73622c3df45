"""Worlds that several people live in at once."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from common.ids import new_world_id
from common.namesakes import marked
from worlds.models.texts import words
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA


class SharedWorldQuerySet(models.QuerySet["SharedWorld"]):
    def open(self) -> Self:
        """Worlds that are lived in: not archived."""
        return self.exclude(status=SharedWorld.Status.ARCHIVED)

    def readable(self) -> Self:
        """Worlds that this version of the engine stored."""
        return self.filter(engine_version=ENGINE_VERSION, schema_version=STATE_SCHEMA)

    def public(self) -> Self:
        return self.filter(visibility=SharedWorld.Visibility.PUBLIC)

    def with_room(self) -> Self:
        return self.filter(status=SharedWorld.Status.ACTIVE)

    def lived_in_by(self, user_id: uuid.UUID) -> Self:
        return self.filter(pk__in=WorldParticipant.objects.present().of(user_id).values("world_id"))

    def idle_since(self, moment: datetime) -> Self:
        """Open worlds in which nothing has happened since `moment` (aware, UTC)."""
        return self.open().filter(last_activity_at__lt=moment)


class SharedWorld(models.Model):
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
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    agents_allowed = models.BooleanField(default=True)
    spectators_allowed = models.BooleanField(default=True)
    player_count = models.PositiveSmallIntegerField("seats taken", default=0)
    max_players = models.PositiveSmallIntegerField(default=8)
    world_state: models.JSONField[Any, Any] = models.JSONField()
    state_hash = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=16)
    schema_version = models.PositiveSmallIntegerField()
    turn = models.PositiveIntegerField(default=0)
    event_seq = models.PositiveBigIntegerField(default=0)
    record_seq = models.PositiveBigIntegerField(default=0)
    record_hash = models.CharField(max_length=64, blank=True)
    event_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    last_activity_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = SharedWorldQuerySet.as_manager()
    is_remembered = False  # a copy that says how the world was when its reader left

    class Meta:
        db_table = "shared_worlds"
        ordering = ("-last_activity_at",)
        constraints = (
            models.CheckConstraint(condition=Q(player_count__lte=F("max_players")), name="no_more_players_than_seats"),
            models.CheckConstraint(condition=Q(max_players__gte=1), name="a_world_has_a_seat"),
        )
        indexes = (
            models.Index(fields=("scenario",), condition=Q(status="active"), name="active_worlds_of_a_scenario"),
            models.Index(fields=("-last_activity_at",), name="worlds_by_activity"),
        )

    def __str__(self) -> str:
        return self.short_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        assert not self.is_remembered, "the past is not saved over the present"
        super().save(*args, **kwargs)

    @property
    def is_archived(self) -> bool:
        return self.status == self.Status.ARCHIVED


class WorldParticipantQuerySet(models.QuerySet["WorldParticipant"]):
    def present(self) -> Self:
        """Places that are held now, with or without a seat."""
        return self.filter(left_at=None)

    def seated(self) -> Self:
        return self.present().exclude(role=WorldParticipant.Role.SPECTATOR)

    def watching(self) -> Self:
        return self.present().filter(role=WorldParticipant.Role.SPECTATOR)

    def given_up(self) -> Self:
        """Places of people who have left, of their own will or not."""
        return self.exclude(left_at=None)

    def of(self, user_id: uuid.UUID) -> Self:
        return self.filter(user_id=user_id)


class WorldParticipant(models.Model):
    """Somebody's present place in a world; `left_at` empty while they hold it. Earlier stays are WorldStay rows."""

    class Role(models.TextChoices):
        PLAYER = "player"
        SPECTATOR = "spectator"
        AGENT = "agent"

    world = models.ForeignKey(SharedWorld, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="places_in_worlds")
    session = models.ForeignKey(
        "worlds.GameSession", on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    role = models.CharField(max_length=16, choices=Role, default=Role.PLAYER)
    location = models.CharField(max_length=200, blank=True)
    is_ready = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    namesake = models.PositiveSmallIntegerField("of those of one name, the how manyth", default=1)

    objects = WorldParticipantQuerySet.as_manager()

    class Meta:
        db_table = "world_participants"
        constraints = (models.UniqueConstraint(fields=("world", "user"), name="one_place_per_person_and_world"),)
        indexes = (models.Index(fields=("user",), condition=Q(left_at=None), name="places_held_by_a_person"),)

    def __str__(self) -> str:
        return f"{self.role} in {self.world_id}"

    @property
    def called(self) -> str:
        """The person's name, marked where others of this world bear it too."""
        user: Any = self.user
        return marked(user.display_name, self.namesake)

    @property
    def is_present(self) -> bool:
        return self.left_at is None

    @property
    def holds_seat(self) -> bool:
        return self.is_present and self.role != self.Role.SPECTATOR


class WorldStay(models.Model):
    """A stay that is over, and what whoever stayed remembers of the world: how it was at that moment.

    `world_seq` and `event_seq` are the last record and event of that moment. Only somebody's last stay holds a state.
    """

    class Reason(models.TextChoices):
        LEFT = "left"
        FINISHED = "finished"
        KICKED = "kicked"
        BANNED = "banned"
        ARCHIVED = "archived"

    world = models.ForeignKey(SharedWorld, on_delete=models.CASCADE, related_name="stays")
    user_id = models.UUIDField(db_index=True)
    session = models.ForeignKey("worlds.GameSession", on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    reason = models.CharField(max_length=16, choices=Reason)
    note_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField()
    world_state: models.JSONField[Any, Any] = models.JSONField(null=True)
    world_turn = models.PositiveIntegerField(null=True)
    world_seq = models.PositiveBigIntegerField(null=True)
    event_seq = models.PositiveBigIntegerField(null=True)
    player_count = models.PositiveSmallIntegerField(null=True)
    revision = models.ForeignKey("worlds.ScenarioRevision", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "world_stays"

    def __str__(self) -> str:
        return f"{self.reason} {self.world_id}"

    @property
    def note(self) -> str:
        """What the host said to whoever they sent away."""
        return words(self.note_text)


class WorldBan(models.Model):
    """Somebody who may not come back."""

    world = models.ForeignKey(SharedWorld, on_delete=models.CASCADE, related_name="bans")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_id = models.UUIDField()
    reason_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "world_bans"
        constraints = (models.UniqueConstraint(fields=("world", "user"), name="one_ban_per_person_and_world"),)

    def __str__(self) -> str:
        return f"ban in {self.world_id}"

    @property
    def reason(self) -> str:
        return words(self.reason_text)


class Invite(models.Model):
    """A way into a world for whoever holds its code, until it expires or is taken back."""

    world = models.ForeignKey(SharedWorld, on_delete=models.CASCADE, related_name="invites")
    code = models.CharField(max_length=32, unique=True)
    created_by_id = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "invites"

    def __str__(self) -> str:
        return f"invite to {self.world_id}"


SENT_AWAY = (WorldStay.Reason.KICKED, WorldStay.Reason.BANNED)
