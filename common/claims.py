"""A claim: a moderator holds a row of a queue for a while, so that no two decide about it at once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

CLAIM_LASTS: Final = timedelta(minutes=15)
CLAIM_LASTS_IN_WORDS: Final = f"{CLAIM_LASTS // timedelta(minutes=1)} minutes"


class Claimable(models.Model):
    """A row of a queue. A claim ends by itself at `claim_expires_at` (aware, UTC).

    `claim` and `release` change the row in memory alone: whoever calls them has locked it, and saves it.
    """

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claim_expires_at = models.DateTimeField(
        null=True, blank=True, help_text="The claim ends at this time by itself (UTC)."
    )

    class Meta:
        abstract = True

    def is_claimed_by_other(self, user_id: uuid.UUID, *, at: datetime) -> bool:
        """Whether somebody else holds it at `at` (aware, UTC)."""
        if self.claimed_by_id in {None, user_id} or self.claim_expires_at is None:
            return False
        return self.claim_expires_at > at

    def claim(self, user_id: uuid.UUID, *, at: datetime) -> None:
        """Hold it for CLAIM_LASTS from `at` (aware, UTC) on; once more begins the time anew."""
        self.claimed_by_id, self.claim_expires_at = user_id, at + CLAIM_LASTS

    def release(self) -> None:
        self.claimed_by, self.claim_expires_at = None, None


def is_held() -> Q:
    """Rows that somebody holds a claim on now."""
    return Q(claimed_by__isnull=False, claim_expires_at__gt=timezone.now())
