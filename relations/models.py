"""Whom somebody mutes, blocks and follows, and whom moderators have silenced."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable

from relations import limits


def person(related_name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name=related_name)


class MuteQuerySet(models.QuerySet["Mute"]):
    def in_force(self, moment: datetime) -> Self:
        """Those that are not over at `moment` (aware)."""
        return self.filter(Q(until=None) | Q(until__gt=moment))


class Mute(models.Model):
    """Somebody does not want to read what another says, on one channel or, where it is empty, on all.

    It keeps words from its owner alone: the other is told nothing of it. `until` empty: until it is removed.
    """

    class Channel(models.TextChoices):
        ALL = "", "all"
        WORLD = "world"
        ROOM = "room"
        PARTY = "party"
        WHISPER = "whisper"

    muter = person("mutes")
    muted = person("+")
    channel = models.CharField(max_length=limits.CHANNEL, choices=Channel, default=Channel.ALL, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MuteQuerySet.as_manager()

    class Meta:
        db_table = "mutes"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("muter", "muted", "channel"), name="one_mute_per_person_and_channel"),
            models.CheckConstraint(condition=~Q(muter=F("muted")), name="nobody_mutes_themselves"),
        )

    def __str__(self) -> str:
        return f"mute {self.pk}"


class Block(models.Model):
    """Two people are kept apart, because the first of them asked for it."""

    blocker = person("blocks")
    blocked = person("+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "blocks"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("blocker", "blocked"), name="one_block_per_person"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="nobody_blocks_themselves"),
        )

    def __str__(self) -> str:
        return f"block {self.pk}"


class Follow(models.Model):
    """Somebody wants to find another again: what the other shows to everybody, and no more."""

    follower = person("follows")
    followed = person("+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "follows"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("follower", "followed"), name="one_follow_per_person"),
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="nobody_follows_themselves"),
        )

    def __str__(self) -> str:
        return f"follow {self.pk}"


class SilenceQuerySet(models.QuerySet["Silence"]):
    def in_force(self, moment: datetime | Combinable) -> Self:
        """Those that bind at `moment` (aware, or as the database tells it)."""
        return self.filter(until__gt=moment, lifted_at=None)


class Silence(models.Model):
    """A moderator took somebody's voice in every world for a while, on one channel or, where it is empty, on all.

    Kept as their history. It is over at `until`, or sooner when somebody lifted it. `reason` is emptied when the account is deleted.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="silences")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(
        max_length=limits.CHANNEL,
        choices=Mute.Channel,
        default=Mute.Channel.ALL,
        blank=True,
        help_text="The channel on which they cannot talk; empty for all.",
    )
    reason = models.CharField(max_length=limits.SILENCE_REASON, blank=True)
    began_at = models.DateTimeField("since", help_text="When it began (UTC).")
    until = models.DateTimeField(help_text="When it ends by itself (UTC).")
    lifted_at = models.DateTimeField(
        null=True, blank=True, help_text="When a moderator ended it before its time (UTC); empty otherwise."
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SilenceQuerySet.as_manager()

    class Meta:
        db_table = "silences"
        ordering = ("-began_at", "-pk")
        constraints = (models.CheckConstraint(condition=Q(until__gt=F("began_at")), name="silences_end_later"),)
        indexes = (models.Index(fields=("user", "until"), name="silences_by_person"),)

    def __str__(self) -> str:
        return f"silence {self.pk}"
