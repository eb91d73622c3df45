"""What a moderator takes to look at it, so that no two decide about it at once."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models


class Claimable(models.Model):
    """A row of a queue; a claim ends by itself at `claim_expires_at` (aware, UTC)."""

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claim_expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def is_claimed_by_other(self, user_id: uuid.UUID, *, at: datetime) -> bool:
        """Whether somebody else holds it at `at` (aware, UTC)."""
        if self.claimed_by_id in {None, user_id} or self.claim_expires_at is None:
            return False
        return self.claim_expires_at > at
