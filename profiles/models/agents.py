"""What is told of an agent: whoever plays beside a program may know what plays."""

from __future__ import annotations

from django.db import models

from profiles import limits
from profiles.models.accounts import User


class AgentBehavior(models.Model):
    """How an agent says that it plays; `owner` is the account of the person who answers for it, where there is one."""

    class Policy(models.TextChoices):
        RANDOM = "random", "takes any open choice"
        EXPLORER = "explorer", "prefers what it has not tried"
        MODEL = "model", "asks a language model"
        OTHER = "other", "plays in a way of its own"

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="agent_behavior")
    owner = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agents",
        help_text="The person that answers for it.",
    )
    policy = models.CharField(
        "decision model", max_length=16, choices=Policy, default=Policy.OTHER, help_text="How it chooses what to do."
    )
    personality = models.CharField(max_length=limits.PERSONALITY, blank=True, help_text="How it says that it plays.")
    version = models.CharField(max_length=limits.AGENT_VERSION, blank=True, help_text="Which version of it plays.")
    updated_at = models.DateTimeField(auto_now=True, help_text="When it last told this (UTC).")
    # The token itself is never stored.
    token_expires_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Until when the token lets it in that its owner made last (UTC); empty without one.",
    )

    class Meta:
        db_table = "agent_behaviors"
        verbose_name = "agent"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True) | ~models.Q(owner=models.F("user")),
                name="no_agent_owns_itself",
            ),
        )

    def __str__(self) -> str:
        return f"agent {self.pk}"
