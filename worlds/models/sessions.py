"""One player's way through a scenario."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models

from common import hours
from common.ids import new_session_id
from common.lean_rows import LeanRows
from worlds import limits
from worlds.models.readable import saved_by_readable
from worlds.rules.state_migrations import Older
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA


class GameSessionQuerySet(models.QuerySet["GameSession"]):
    def active(self) -> Self:
        return self.filter(status=GameSession.Status.ACTIVE)

    def completed(self) -> Self:
        return self.filter(status=GameSession.Status.COMPLETED)

    def current(self) -> Self:
        """Sessions that this version of the engine stored."""
        return self.filter(engine_version=ENGINE_VERSION, schema_version=STATE_SCHEMA)

    def readable(self) -> Self:
        """Sessions that this version of the engine reads: its own, and those of older ones."""
        return self.filter(saved_by_readable())

    def at_hand(self) -> Self:
        """With scenario and revision, but without the revision's text: it is fifty times a session's, and turns never read it."""
        return self.select_related("revision__scenario").defer("revision__content_text", "revision__report")

    def scoring(self) -> Self:
        """Those that boards, profiles and achievements count: the one place that says which are left out."""
        return self.filter(may_score=True)

    def previews(self) -> Self:
        return self.filter(game_mode=GameSession.Mode.PREVIEW)

    def without_previews(self) -> Self:
        """Those that were begun to be played, from their beginning on."""
        return self.exclude(game_mode=GameSession.Mode.PREVIEW)

    def owned_by(self, user_id: uuid.UUID) -> Self:
        return self.filter(user_id=user_id)

    def idle_since(self, moment: datetime) -> Self:
        """Active sessions whose last turn came before `moment` (aware, UTC)."""
        return self.active().filter(hours.before("last_turn_at", moment))

    def played_since(self, moment: datetime) -> Self:
        """Sessions whose last turn came at `moment` (aware, UTC) or later."""
        return self.filter(hours.since("last_turn_at", moment))

    def latest_first(self) -> Self:
        return self.order_by(*hours.in_order("-last_turn_at"))


class GameSession(LeanRows, models.Model):
    class Mode(models.TextChoices):
        SOLO = "solo"
        SHARED = "shared"
        COLLABORATIVE = "collaborative"
        PREVIEW = "preview"

    class Status(models.TextChoices):
        ACTIVE = "active"
        COMPLETED = "completed"
        ABANDONED = "abandoned"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    short_id = models.CharField(max_length=12, unique=True, default=new_session_id, editable=False)
    # Found by the index that begins with it.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="game_sessions", db_index=False
    )
    revision = models.ForeignKey("worlds.ScenarioRevision", on_delete=models.PROTECT, related_name="sessions")
    game_mode = models.CharField(max_length=16, choices=Mode, default=Mode.SOLO)
    world = models.ForeignKey(
        "worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    character_name = models.CharField(max_length=limits.CHARACTER_NAME)
    state: models.JSONField[Any, Any] = models.JSONField(
        help_text="The player's state after the last record, as the rules store it."
    )
    # In a shared world: what the player was shown since their last turn, so that what others closed is a rebuff, no error.
    offered: models.JSONField[list[str], list[str]] = models.JSONField(
        default=list, blank=True, help_text="Options shown since the player's last turn in a shared world, by id."
    )
    turn = models.PositiveIntegerField(
        help_text="Where in the story the player is; it rises with every node entered, and counts no turns."
    )
    scene = models.PositiveIntegerField(help_text="Where in the story the player is; it rises with every scene break.")
    beat = models.PositiveIntegerField(help_text="How often the player improvised since the node was entered.")
    turns_played = models.PositiveIntegerField(
        default=0, help_text="Turns on the way to where the game stands."
    )  # as services.turns.counting says what a turn is
    number = models.PositiveIntegerField("records so far", help_text="How many records the log of the game has.")
    status = models.CharField(max_length=16, choices=Status, default=Status.ACTIVE)
    ending_id = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    ending_type = models.CharField(max_length=16, blank=True)
    cells: models.JSONField[list[str], list[str]] = models.JSONField(
        default=list, help_text="Which of the nine cells were reached, by name."
    )
    tier = models.CharField(max_length=8, default="none")
    rewinds = models.PositiveIntegerField(default=0, help_text="How often turns were taken back.")
    state_hash = models.CharField(max_length=64)
    record_hash = models.CharField("newest record's hash", max_length=64)
    may_score = models.BooleanField(
        default=True,
        help_text="Off for a preview and for a game of a world that was imported: boards, profiles and achievements leave it out.",
    )
    engine_version = models.CharField(max_length=16)
    schema_version = models.PositiveSmallIntegerField(help_text="Version of the form that the state is stored in.")
    created_at = models.DateTimeField(auto_now_add=True, help_text="When the game was started (UTC).")
    last_turn_at = models.DateTimeField(help_text="When the last turn was played (UTC).")
    last_turn_hour = hours.hour_of("last_turn_at")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When an ending was reached (UTC).")

    objects = GameSessionQuerySet.as_manager()
    migrated_from: Older | None = (
        None  # what is stored, while `models.versions` has brought it up to date in memory alone
    )

    class Meta:
        db_table = "game_sessions"
        verbose_name = "game"
        ordering = hours.in_order("-last_turn_at")
        # Of what every turn changes there is no index (common/hours.py).
        indexes = (
            models.Index(fields=("user",), name="sessions_of_a_player"),
            # What the back office lists and counts, among millions.
            models.Index(fields=("-last_turn_hour",), name="sessions_by_hour"),
            models.Index(fields=("created_at",), name="sessions_by_beginning"),
        )

    def __str__(self) -> str:
        return self.short_id

    @property
    def is_preview(self) -> bool:
        return self.game_mode == self.Mode.PREVIEW

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE

    @property
    def turn_in_hand(self) -> int:
        """The turn that the player is in: the one to be played next, or the last one where the game is over."""
        return max(1, self.turns_played + (self.status != self.Status.COMPLETED))
