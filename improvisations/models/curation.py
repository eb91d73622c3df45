"""What people did about an improvisation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from improvisations.models.improvisations import Improvisation
from worlds.limits import STORED_STORY_ID
from worlds.models.append_only import AppendOnly
from worlds.models.texts import words


class ImprovisationMove(AppendOnly):
    """One step on the way of an improvisation: who, when, from where to where, and why. `by` empty: the system itself."""

    improvisation = models.ForeignKey(Improvisation, on_delete=models.PROTECT, related_name="moves")
    version = models.PositiveIntegerField("version that it led to")
    from_status = models.CharField(max_length=16, choices=Improvisation.Status, blank=True)
    to_status = models.CharField(max_length=16, choices=Improvisation.Status)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What the system noted itself; what a moderator wrote stands in `why_text`, where it can be erased.
    noted = models.TextField(blank=True)
    why_text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The player's words as they were submitted then; a later draft does not change what was once judged.
    text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "improvisation_moves"
        ordering = ("improvisation_id", "version")
        constraints = (
            models.UniqueConstraint(fields=("improvisation", "version"), name="one_improvisation_move_per_version"),
        )
        indexes = (
            # Throughput and outcomes by week, and what somebody submitted or decided lately.
            models.Index(fields=("to_status", "at"), name="moves_by_week"),
            models.Index(fields=("by", "to_status", "at"), name="moves_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.from_status or 'new'} → {self.to_status}"

    @property
    def why(self) -> str:
        return words(self.why_text) or self.noted


class Endorsement(models.Model):
    """A fellow member's word for an improvisation of their collaborative world."""

    improvisation = models.ForeignKey(Improvisation, on_delete=models.CASCADE, related_name="endorsements")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "endorsements"
        constraints = (models.UniqueConstraint(fields=("improvisation", "user"), name="one_endorsement_per_person"),)

    def __str__(self) -> str:
        return f"endorsement of {self.improvisation_id}"


class Integration(models.Model):
    """An improvisation made a part of the story: of the scenario, or (`world` set) of one collaborative world alone.

    `revision` is the one that it made. Undoing sets `undone_at` and makes a further revision; the row stays.
    """

    improvisation = models.ForeignKey(Improvisation, on_delete=models.PROTECT, related_name="integrations")
    world = models.ForeignKey(
        "worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="integrations"
    )
    revision = models.ForeignKey("worlds.ScenarioRevision", on_delete=models.PROTECT, related_name="integrations")
    target_node_id = models.CharField("node", max_length=STORED_STORY_ID)
    as_option = models.BooleanField("as an option of its own", default=True)
    option_id = models.CharField("option added, or improvise option that answers", max_length=STORED_STORY_ID)
    outcome_node_id = models.CharField("node that it leads to", max_length=STORED_STORY_ID, blank=True)
    # What was added, as data: imports of newer files add it again, and note there when they have no place for it.
    addition = models.ForeignKey("worlds.ScenarioAddition", on_delete=models.PROTECT, related_name="integrations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_revision = models.ForeignKey(
        "worlds.ScenarioRevision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "integrations"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("improvisation",),
                condition=Q(undone_at=None, world=None),
                name="one_integration_into_the_scenario",
            ),
            models.UniqueConstraint(
                fields=("improvisation", "world"),
                condition=Q(undone_at=None, world__isnull=False),
                name="one_integration_into_a_world",
            ),
        )

    def __str__(self) -> str:
        return f"{self.option_id} at {self.target_node_id}"

    @property
    def is_active(self) -> bool:
        return self.undone_at is None

    @property
    def conflict(self) -> str:
        """Why the story as it stands has no place for it; empty while it has one."""
        return self.addition.conflict
