"""Stories that can be played, and every text that each of them ever had."""

from __future__ import annotations

from typing import Any, Self

import orjson
from django.db import models

from common.lean_rows import LeanRows
from worlds import limits
from worlds.models.append_only import AppendOnly


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def playable(self) -> Self:
        """Enabled scenarios that have a revision to play."""
        return self.filter(is_enabled=True, revisions__isnull=False).distinct()


class Scenario(LeanRows, models.Model):
    class Access(models.TextChoices):
        OPEN = "open", "everybody"
        ENTITLED = "entitled", "players with an entitlement"

    slug = models.SlugField(max_length=limits.SLUG, unique=True)
    name = models.CharField(max_length=limits.SCENARIO_NAME)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=35, default="en")
    # Empty for what was imported before names were kept: the next import fills it in.
    file_name = models.CharField("imported from", max_length=limits.FILE_NAME, blank=True, default="")
    is_enabled = models.BooleanField("offered to players", default=True)
    access = models.CharField("who may begin a game", max_length=8, choices=Access, default=Access.OPEN)
    created_at = models.DateTimeField(auto_now_add=True, help_text="When it was imported first (UTC).")

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        db_table = "scenarios"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> ScenarioRevision | None:
        """The revision that new sessions play; one query."""
        return self.revisions.exclude(origin=ScenarioRevision.Origin.OVERLAY).order_by("-number").first()


class ScenarioRevision(AppendOnly):
    """A scenario's whole content at one time. A change of story is a new row: running games keep theirs.

    An imported one is exactly its file; every other is what it is `based_on` with additions. An overlay belongs to one
    world and is never the newest.
    """

    class Origin(models.TextChoices):
        IMPORT = "import", "imported file"
        INTEGRATION = "integration", "integrated improvisation"
        OVERLAY = "overlay", "one world's own"

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(help_text="Counts the revisions of a scenario from 1.")
    # JSON as text: jsonb would forget the order of nodes and endings, and that order is a rule of play.
    content_text = models.TextField()
    content_hash = models.CharField("SHA-256 of the content", max_length=64, db_index=True)
    origin = models.CharField(max_length=16, choices=Origin, default=Origin.IMPORT)
    world = models.ForeignKey(
        "worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="overlays"
    )
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    report: models.JSONField[Any, Any] = models.JSONField(
        "checker's report", default=dict, help_text="What the checker found: errors, warnings and remarks."
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="When it was published (UTC).")

    class Meta:
        db_table = "scenario_revisions"
        verbose_name = "revision"
        ordering = ("scenario_id", "-number")
        constraints = (
            models.UniqueConstraint(fields=("scenario", "number"), name="one_revision_per_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_numbers_start_at_one"),
            models.CheckConstraint(
                condition=models.Q(origin="overlay", world__isnull=False)
                | (~models.Q(origin="overlay") & models.Q(world__isnull=True)),
                name="overlays_belong_to_a_world",
            ),
        )

    def __str__(self) -> str:
        return f"revision {self.number}"

    @property
    def content(self) -> dict[str, Any]:
        """The scenario as plain values; parsed at every call."""
        content: dict[str, Any] = orjson.loads(self.content_text)
        return content


class RevisionDrawing(models.Model):
    """A part of a revision's graph as it is drawn; number 0 tells which places stand in which part. Can be made anew."""

    revision = models.ForeignKey(ScenarioRevision, on_delete=models.CASCADE, related_name="drawings")
    number = models.PositiveIntegerField()
    format = models.PositiveSmallIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        db_table = "revision_drawings"
        constraints = (models.UniqueConstraint(fields=("revision", "number"), name="one_drawing_of_each_part"),)

    def __str__(self) -> str:
        return f"drawing {self.number} of {self.revision}"
