"""Where players stand: one row for each board that somebody is on."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When

from leaderboards.rules.categories import BY_NAME, CATEGORIES
from leaderboards.rules.periods import MONTH, WEEK

ORDER = ("placing", "achieved_at", "id")
NAMES = [(category.name, category.name.replace("_", " ")) for category in CATEGORIES]
ASCENDING = [category.name for category in CATEGORIES if category.ascends]


class EntryQuerySet(models.QuerySet[Any]):
    def of_player(self, user_id: uuid.UUID) -> Self:
        return self.filter(user_id=user_id)


class Entry(models.Model):
    """What every entry has. Rows are written by services alone, together with the histogram beside them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # As the account was when this was counted: agents do not rank among people.
    is_agents = models.BooleanField("an agent's", default=False, help_text="Whether it stands on the board of agents.")
    category = models.CharField(max_length=50, choices=NAMES)
    # Empty on the boards of all stories together.
    scenario = models.ForeignKey(
        "worlds.Scenario", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    score = models.IntegerField(help_text="In the unit of its board: endings, turns, cells or days.")
    # Less is better here on every board, so that one index serves them all.
    placing = models.GeneratedField(
        expression=Case(When(category__in=ASCENDING, then=F("score")), default=-F("score")),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    details: models.JSONField[Any, Any] = models.JSONField(
        default=dict, help_text="What the page shows beside the score, by name."
    )
    achieved_at = models.DateTimeField(help_text="When the score was reached (UTC).")

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{BY_NAME[self.category].title}: {self.score}"


class LeaderboardEntry(Entry):
    """The best of all time."""

    class Meta:
        db_table = "leaderboard_entries"
        verbose_name_plural = "leaderboard entries"
        constraints = (
            models.UniqueConstraint(
                fields=("user", "category", "scenario"),
                condition=Q(scenario__isnull=False),
                name="one_entry_in_a_story",
            ),
            models.UniqueConstraint(
                fields=("user", "category"), condition=Q(scenario__isnull=True), name="one_entry_in_all_stories"
            ),
        )
        indexes = (
            models.Index(fields=("is_agents", "category", "scenario", *ORDER), name="entries_as_they_rank"),
            # PostgreSQL takes "is null" for no fixed value: it would sort the board of all stories at every look.
            models.Index(
                fields=("is_agents", "category", *ORDER), condition=Q(scenario=None), name="entries_of_all_stories"
            ),
        )


class LeaderboardPeriodEntry(Entry):
    """The best of one week or month (UTC)."""

    period = models.CharField(max_length=8, choices=[(WEEK, "week"), (MONTH, "month")])
    starts_on = models.DateField()

    class Meta:
        db_table = "leaderboard_period_entries"
        verbose_name_plural = "leaderboard period entries"
        constraints = (
            models.UniqueConstraint(
                fields=("user", "category", "period", "starts_on", "scenario"),
                condition=Q(scenario__isnull=False),
                name="one_entry_in_a_story_and_period",
            ),
            models.UniqueConstraint(
                fields=("user", "category", "period", "starts_on"),
                condition=Q(scenario__isnull=True),
                name="one_entry_in_all_stories_and_period",
            ),
        )
        indexes = (
            models.Index(
                fields=("is_agents", "category", "scenario", "period", "starts_on", *ORDER),
                name="period_entries_as_they_rank",
            ),
            models.Index(
                fields=("is_agents", "category", "period", "starts_on", *ORDER),
                condition=Q(scenario=None),
                name="period_entries_of_all_stories",
            ),
        )


class ScoreBucket(models.Model):
    """How many players of a board have a score: ranks are summed from here, whatever the number of entries.

    Counts below one exist only inside the transaction that writes them.
    """

    board = models.CharField(max_length=120)
    score = models.IntegerField()
    players = models.IntegerField()

    class Meta:
        db_table = "score_buckets"
        constraints = (models.UniqueConstraint(fields=("board", "score"), name="one_bucket_per_score"),)

    def __str__(self) -> str:
        return f"{self.board} {self.score}: {self.players}"
