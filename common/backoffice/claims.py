"""What a queue shows of a moderator's claim, and how its rows are picked by it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from common.backoffice.actions import Act, who
from common.backoffice.listing import ChoiceFilter
from common.backoffice.queues import QueueAdmin
from common.claims import Claimable


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that has not ended. `until` is aware, UTC; a page counts it down in whole minutes."""

    name: str
    is_mine: bool
    until: datetime

    @property
    def minutes(self) -> int:
        return max(1, round((self.until - timezone.now()).total_seconds() / 60))

    @property
    def label(self) -> str:
        return f"{'You' if self.is_mine else self.name}, {self.minutes} min left"


def claim_on(row: Claimable, *, reader_id: uuid.UUID) -> OpenClaim | None:
    """The claim on a row now; None where nobody holds one. The row must carry `claimed_by`."""
    if row.claimed_by is None or row.claim_expires_at is None or row.claim_expires_at <= timezone.now():
        return None
    return OpenClaim(str(row.claimed_by), row.claimed_by_id == reader_id, row.claim_expires_at)


class ClaimFilter(ChoiceFilter):
    title = "claimed by"
    parameter_name = "claimed"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        held = Q(claimed_by__isnull=False, claim_expires_at__gt=timezone.now())
        return {
            "me": ("me", held & Q(claimed_by=request.user.pk)),
            "anyone": ("anyone", held),
            "nobody": ("nobody", ~held),
        }


class ClaimedQueueAdmin(QueueAdmin):
    """A queue whose rows a moderator claims, one at a time, before deciding about them."""

    def news_of(self, row: Any) -> str:
        """Who decided about a row, and how; empty while nobody has."""
        raise NotImplementedError

    def standing_of(self, request: HttpRequest, row: Any) -> Mapping[str, Any]:
        claim = claim_on(row, reader_id=who(request))
        return {
            "version": row.version,
            "status": row.get_status_display(),
            "claim": claim.label if claim else "",
            "mine": bool(claim and claim.is_mine),
            "news": self.news_of(row),
        }

    def obstacle(self, request: HttpRequest, act: Act, row: Any) -> str:
        if not act.fits(row):
            return f"already {row.get_status_display().lower()}"
        if row.is_claimed_by_other(who(request), at=timezone.now()):
            return f"claimed by {row.claimed_by}"
        return ""
