"""What players report to moderators, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.claims import Claimable
from worlds.models.append_only import AppendOnly
from worlds.models.texts import words


class Report(Claimable):
    """Somebody's word to the moderators about a message, an improvisation, a player, a public story, a comment or a line; it waits while it is open.

    `subject_id` is the reported text's, improvisation's, user's or game's. `version` rises by one with every move, under this
    row's lock.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message"
        IMPROVISATION = "improvisation"
        PLAYER = "player"
        STORY = "story"
        COMMENT = "comment"
        LINE = "line", "Cosmos message"

    class Status(models.TextChoices):
        OPEN = "open"
        RESOLVED = "resolved"
        DISMISSED = "dismissed"

    kind = models.CharField(max_length=16, choices=Kind)
    subject_id = models.UUIDField()
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # What was reported as a text, and what the reporter says: words of players, which can be erased at every door.
    text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, related_name="+")
    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=Status, default=Status.OPEN)
    version = models.PositiveIntegerField(
        default=1, help_text="Rises by one with every move, so that a decision about an older one is refused."
    )
    outcome = models.CharField("what was done", max_length=40, blank=True)
    note_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When it was closed (UTC).")
    created_at = models.DateTimeField(help_text="When it was filed (UTC).")
    priority = models.PositiveSmallIntegerField(
        default=0, help_text="0 to 100, of all open reports about the person; closed ones keep what they had."
    )

    class Meta:
        db_table = "reports"
        ordering = ("created_at",)
        permissions = (("handle_report", "Can claim and decide reports"),)
        constraints = (
            models.UniqueConstraint(
                fields=("reporter", "kind", "subject_id"),
                condition=Q(status="open"),
                name="one_open_report_per_reporter_and_thing",
            ),
        )
        indexes = (
            models.Index(fields=("status", "created_at"), name="reports_by_age"),
            models.Index(fields=("status", "-priority", "created_at"), name="reports_by_priority"),
            models.Index(fields=("kind", "subject_id"), name="reports_of_a_thing"),
        )

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def note(self) -> str:
        """Why it was decided so."""
        return words(self.note_text)

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN


class ReportMove(AppendOnly):
    """One step of a report: who did what, when and why."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="moves")
    version = models.PositiveIntegerField("version that it led to")
    did = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why_text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "report_moves"
        ordering = ("report_id", "version")
        constraints = (models.UniqueConstraint(fields=("report", "version"), name="one_report_move_per_version"),)

    def __str__(self) -> str:
        return self.did

    @property
    def why(self) -> str:
        return words(self.why_text)
