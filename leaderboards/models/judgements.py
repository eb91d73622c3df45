"""Which games were looked at, what was found, and the endings that count."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from leaderboards import limits
from worlds.limits import STORED_STORY_ID


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def suspicious(self) -> Self:
        """Those that have something to explain."""
        return self.exclude(reason="")


class Judgement(models.Model):
    """What was found when a game's records were last read: the cursor of the boards over the games.

    `number` and `rewinds` are the game's own counters as they were then.
    """

    class Verdict(models.TextChoices):
        VERIFIED = "verified", "verified"
        PROVISIONAL = "provisional", "provisional"  # of games in company, before worlds were replayed
        UNCURATED = "uncurated", "not curated"
        REFUSED = "refused", "refused"
        UNFINISHED = "unfinished", "no ending yet"

    session = models.OneToOneField("worlds.GameSession", on_delete=models.PROTECT, related_name="judgement")
    verdict = models.CharField(max_length=16, choices=Verdict)
    reason = models.CharField(max_length=limits.REASON, blank=True)
    number = models.PositiveIntegerField("records read", help_text="How many records the game had when it was read.")
    rewinds = models.PositiveIntegerField(
        default=0, help_text="How often the game had been taken back when it was read."
    )
    judged_at = models.DateTimeField(help_text="When the game was read (UTC).")

    objects = JudgementQuerySet.as_manager()

    class Meta:
        db_table = "leaderboard_judgements"
        verbose_name = "checked game"
        indexes = (
            models.Index(fields=("-judged_at",), name="judgements_by_time"),
            models.Index(fields=("-judged_at",), condition=~Q(reason=""), name="suspicious_judgements"),
        )
        permissions = (("judge_again", "Can have games judged and standings counted again"),)

    def __str__(self) -> str:
        return f"{self.session} {self.verdict}"


class ScoredFinish(models.Model):
    """An ending that counts, as the log has it. Of a game taken back from its ending there may be several."""

    session = models.ForeignKey("worlds.GameSession", on_delete=models.PROTECT, related_name="finishes", db_index=False)
    number = models.PositiveIntegerField("record that came to it")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    scenario = models.ForeignKey("worlds.Scenario", on_delete=models.PROTECT, related_name="+", db_index=False)
    ending_id = models.CharField(max_length=STORED_STORY_ID, blank=True)
    turns = models.PositiveIntegerField()  # as worlds.services.turns.counting says what a turn is
    was_rewound = models.BooleanField()
    cells: models.JSONField[Any, Any] = models.JSONField()
    finished_at = models.DateTimeField()

    class Meta:
        db_table = "leaderboard_finishes"
        verbose_name_plural = "scored finishes"
        constraints = (models.UniqueConstraint(fields=("session", "number"), name="one_finish_per_record"),)
        indexes = (models.Index(fields=("user", "finished_at"), name="finishes_of_a_player"),)

    def __str__(self) -> str:
        return f"{self.ending_id} in {self.turns} turns"
