"""A moderator's claim on a row of a queue: claiming and giving it back, what is shown of it, and how rows are picked by it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from common.backoffice.actions import Act, who
from common.backoffice.listing import ChoiceFilter
from common.backoffice.queues import QueueAdmin, queue_act
from common.claims import CLAIM_LASTS_IN_WORDS, Claimable, is_held


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that has not ended. `until` is aware, UTC; a page counts it down in whole minutes."""

    name: str
    is_mine: bool
    until: datetime

    @property
    def is_other(self) -> bool:
        return not self.is_mine

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


@dataclass(frozen=True, slots=True)
class Claims:
    """How the rows of a queue are claimed: the services that do it, and what the sentences about it call a row."""

    permission: str
    is_open: Callable[[Any], bool]
    claim: Callable[[Any, uuid.UUID, int | None], object]  # a row, a moderator, the version that they saw
    release: Callable[[Any, uuid.UUID], object]
    called: Callable[[Any], str]

    def acts(self) -> tuple[Act, Act]:
        """Claiming, and giving the claim back."""
        return (
            queue_act("claim", "Claim", "front_hand", self.permission, self._claim, fits=self.is_open),
            queue_act("release", "Release", "do_not_touch", self.permission, self._release, fits=self._is_held),
        )

    def _claim(self, request: HttpRequest, row: Any, data: Mapping[str, Any]) -> str:
        self.claim(row, who(request), data["seen_version"])
        return f"You claimed {self.called(row)} for {CLAIM_LASTS_IN_WORDS}."

    def _release(self, request: HttpRequest, row: Any, _data: Mapping[str, Any]) -> str:
        self.release(row, who(request))
        return f"You released {self.called(row)}."

    def _is_held(self, row: Any) -> bool:
        return self.is_open(row) and row.claimed_by_id is not None


class ClaimFilter(ChoiceFilter):
    title = "claimed by"
    parameter_name = "claimed"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        held = is_held()
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

    def is_waiting(self, row: Any) -> bool:
        """Whether a row waits for a decision."""
        raise NotImplementedError

    def next_in_queue(self, row: Any) -> Any | None:
        """The next row that waits for a decision and that nobody has claimed, besides this one."""
        raise NotImplementedError

    def place_after(self, request: HttpRequest, row: Any) -> str:
        """The next row where this one waited and nothing is left to do about it; `row` is as it was before the act."""
        fresh = self.get_object(request, str(row.pk)) if self.is_waiting(row) else None
        following = None if fresh is None or self._acts_for(request, fresh) else self.next_in_queue(fresh)
        return self._page_url(row if following is None else following)

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
