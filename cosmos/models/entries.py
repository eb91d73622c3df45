"""The stars, and the constellations that they make."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models

from common.ids import new_entry_id
from cosmos import limits
from cosmos.rules.positions import Position
from worlds.limits import STORED_STORY_ID


class CosmosEntryQuerySet(models.QuerySet["CosmosEntry"]):
    def shining(self) -> Self:
        """Those that are in the sky, with a text or without."""
        return self.exclude(status=CosmosEntry.Status.REMOVED)

    def told(self) -> Self:
        """With all that is told of an entry, in one query."""
        return self.select_related("author", "scenario", "cluster", "improvisation__input_text").defer("vector")


class CosmosCluster(models.Model):
    """A constellation: stars that stand close, under the words that set their texts apart."""

    label = models.CharField(max_length=limits.LABEL, blank=True)
    colour = models.CharField(max_length=7)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cosmos_clusters"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.label or f"cluster {self.pk}"


class CosmosEntry(models.Model):
    """The star of one improvisation; its row holds only what everybody may be told, and never the text.

    Until the improvisation is approved its scene and cell are empty, and its author too where they play unseen. `vector`
    is numbers of two bytes; it is emptied with everything that was made of the text when the star is removed.
    """

    class Status(models.TextChoices):
        STAR = "star", "Star without text"
        ENRICHED = "enriched", "Placed, with its text"
        INTEGRATED = "integrated"
        REMOVED = "removed"

    WITH_TEXT = (Status.ENRICHED, Status.INTEGRATED)

    short_id = models.CharField(max_length=12, unique=True, default=new_entry_id, editable=False)
    improvisation = models.OneToOneField(
        "improvisations.Improvisation", on_delete=models.PROTECT, related_name="cosmos_entry"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="cosmos_entries"
    )
    scenario = models.ForeignKey("worlds.Scenario", on_delete=models.PROTECT, related_name="cosmos_entries")
    node_id = models.CharField("node", max_length=STORED_STORY_ID, blank=True)
    cell = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.STAR)

    # Where it stands and how it looks.
    x = models.FloatField()
    y = models.FloatField()
    z = models.FloatField()
    layout_version = models.PositiveIntegerField(default=1)
    colour = models.CharField(max_length=7)
    shape: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    tags: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    cluster = models.ForeignKey(CosmosCluster, on_delete=models.SET_NULL, null=True, blank=True, related_name="entries")

    # What likeness is counted from. Numbers rise with every vector that is made.
    vector = models.BinaryField(null=True, blank=True)
    vector_number = models.PositiveBigIntegerField(null=True, blank=True, unique=True)
    embedder = models.CharField(max_length=80, blank=True)
    dimension = models.PositiveIntegerField(default=0)

    # An error while it was read: how often, and when it is tried again.
    failures = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)

    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(auto_now=True)

    objects = CosmosEntryQuerySet.as_manager()

    class Meta:
        db_table = "cosmos_entries"
        ordering = ("pk",)
        verbose_name_plural = "cosmos entries"
        indexes = (
            models.Index(fields=("status", "id"), name="cosmos_by_status"),
            models.Index(fields=("scenario", "node_id"), name="cosmos_of_a_node"),
            models.Index(fields=("x", "y"), name="cosmos_by_place"),
        )

    def __str__(self) -> str:
        return self.short_id

    @property
    def position(self) -> Position:
        return (self.x, self.y, self.z)

    @position.setter
    def position(self, place: Position) -> None:
        self.x, self.y, self.z = place
