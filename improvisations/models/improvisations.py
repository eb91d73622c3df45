"""What a player improvised and shared, on its way to becoming a part of the story."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from common.claims import Claimable
from common.ids import new_improvisation_id
from common.namesakes import marked
from improvisations import limits
from worlds.limits import STORED_STORY_ID
from worlds.models import GameSession, WorldParticipant
from worlds.models.texts import words

PENDING = ("submitted", "under_review")
ACCEPTED = ("approved", "integrated")


class ImprovisationQuerySet(models.QuerySet["Improvisation"]):
    def pending(self) -> Self:
        """Those that wait for a decision."""
        return self.filter(status__in=PENDING)

    def accepted(self) -> Self:
        """Approved ones, integrated or not yet."""
        return self.filter(status__in=ACCEPTED)

    def scoring(self) -> Self:
        """Those of games that boards and profiles count."""
        return self.filter(session__in=GameSession.objects.scoring())

    def shared_by(self, user_id: uuid.UUID) -> Self:
        return self.filter(author_id=user_id)

    def at_node(self, scenario_id: int, node_id: str) -> Self:
        return self.filter(scenario_id=scenario_id, node_id=node_id)

    def claimed_at(self, moment: datetime) -> Self:
        """Those that a moderator holds at `moment` (aware, UTC): a claim ends by itself."""
        return self.filter(claim_expires_at__gt=moment)

    def with_texts(self) -> Self:
        """With the words, their author and the author's mark in its world: what a list tells of each, in one query."""
        place = WorldParticipant.objects.filter(world=OuterRef("world_id"), user=OuterRef("author_id"))
        return self.annotate(namesake=Coalesce(Subquery(place.values("namesake")[:1]), 1)).select_related(
            "author", "scenario", "session", "input_text", "response_text", "outcome_text", "reviewer_notes_text"
        )

    def with_revision(self) -> Self:
        """With the revision that it was said in, without its content: that is fifty times the row."""
        return self.select_related("revision__scenario").defer("revision__content_text", "revision__report")


class Improvisation(Claimable):
    """A shared improvisation, from submission to decision.

    `record` is the session's own turn behind it: then cell, response and outcome are the log's, else (`is_verified`
    false) they are what the player says. A player's words stand in PlayerText, where they can be erased at every door.
    `version` rises by one with every move, under this row's lock.
    """

    class Status(models.TextChoices):
        SUBMITTED = "submitted"
        UNDER_REVIEW = "under_review", "Under review"
        APPROVED = "approved"
        INTEGRATED = "integrated"
        REJECTED = "rejected"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    short_id = models.CharField(max_length=12, unique=True, default=new_improvisation_id, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="improvisations")

    # Where it was said.
    session = models.ForeignKey("worlds.GameSession", on_delete=models.PROTECT, related_name="improvisations")
    record = models.ForeignKey("worlds.TurnRecord", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scenario = models.ForeignKey("worlds.Scenario", on_delete=models.PROTECT, related_name="improvisations")
    revision = models.ForeignKey("worlds.ScenarioRevision", on_delete=models.PROTECT, related_name="+")
    world = models.ForeignKey(
        "worlds.SharedWorld", on_delete=models.PROTECT, null=True, blank=True, related_name="improvisations"
    )
    node_id = models.CharField("node", max_length=STORED_STORY_ID)
    option_id = models.CharField("improvise option that it answers", max_length=STORED_STORY_ID, blank=True)

    # What was said, and what came of it. The plain fields are the system's words, those ending in _text a player's.
    input_text = models.ForeignKey("worlds.PlayerText", on_delete=models.PROTECT, related_name="+")
    response = models.TextField(blank=True)
    response_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=limits.OUTCOME_TEXT, blank=True)
    outcome_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What moderators would call it among a scene's options; empty: its author's own words.
    wording = models.CharField("wording as an option", max_length=limits.OPTION_TEXT, blank=True)
    classification = models.CharField("cell", max_length=16)
    intent = models.CharField(max_length=16, blank=True)
    is_verified = models.BooleanField("backed by the session's own record")

    # What the system thinks of it.
    score = models.PositiveSmallIntegerField(
        default=0, help_text="0 to 100, the sum of its parts; it only orders the queue."
    )
    score_parts: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, help_text="The parts of the score, each with its points, their most and the reason."
    )
    is_flagged = models.BooleanField("noticed by the text filter", default=False)
    moderation_score = models.PositiveSmallIntegerField(
        default=0, help_text="What the text filter found: 0 is nothing, 100 is refused."
    )
    # [{field: input|response|outcome, category, start, end}]: places in the texts, never the words themselves.
    moderation_reasons: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True, help_text="What the text filter found: category, field, and place in the text."
    )
    near_duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="near_duplicates"
    )
    similarity = models.PositiveSmallIntegerField(
        "likeness to it, in percent",
        default=0,
        help_text="How like the nearest option or improvisation of the node it is, in percent.",
    )
    endorsement_count = models.PositiveSmallIntegerField(
        default=0, help_text="How many fellow players of its world backed it."
    )

    # Where it stands.
    status = models.CharField(max_length=16, choices=Status, default=Status.SUBMITTED)
    version = models.PositiveIntegerField(
        default=0, help_text="Rises by one with every change, so that a decision about an older one is refused."
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewer_notes_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(
        null=True, blank=True, help_text="When a moderator or a world decided about it (UTC)."
    )
    integrated_at = models.DateTimeField(null=True, blank=True, help_text="When it became a part of the story (UTC).")
    submitted_at = models.DateTimeField("last submitted", help_text="When its author shared it last (UTC).")
    created_at = models.DateTimeField(help_text="When its author shared it first (UTC).")

    objects = ImprovisationQuerySet.as_manager()

    class Meta:
        db_table = "improvisations"
        ordering = ("-created_at",)
        permissions = (
            ("moderate", "Can claim, approve and reject improvisations"),
            ("integrate", "Can make approved improvisations a part of the story"),
            ("add_consequences", "Can let integrated improvisations do more than improvising may"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("author", "scenario", "node_id"),
                condition=Q(status__in=PENDING),
                name="one_pending_improvisation_per_node",
            ),
            models.CheckConstraint(
                condition=Q(is_verified=False) | Q(record__isnull=False), name="verified_means_a_record"
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="improvisation_scores_end_at_100"),
        )
        indexes = (
            # The queue: what waits, best first; and the oldest of each status.
            models.Index(fields=("status", "-score", "submitted_at"), name="improvisations_by_score"),
            models.Index(fields=("status", "submitted_at"), name="improvisations_by_age"),
            models.Index(fields=("scenario", "node_id", "-created_at"), name="improvisations_of_a_node"),
            models.Index(fields=("author", "-created_at"), name="improvisations_of_an_author"),
            models.Index(fields=("-created_at",), name="improvisations_newest_first"),
            models.Index(fields=("world",), condition=Q(world__isnull=False), name="improvisations_of_a_world"),
            models.Index(
                fields=("claimed_by",), condition=Q(claimed_by__isnull=False), name="improvisations_claimed_by"
            ),
        )

    def __str__(self) -> str:
        return self.short_id

    @property
    def reviewer_notes(self) -> str:
        """What the moderator who decided tells the author."""
        return words(self.reviewer_notes_text)

    @property
    def is_pending(self) -> bool:
        return self.status in PENDING

    @property
    def author_called(self) -> str:
        """The author's name, marked where others of its world bear it too and the row came `with_texts`."""
        return marked(str(self.author), getattr(self, "namesake", 1))

    @property
    def is_accepted(self) -> bool:
        return self.status in ACCEPTED
