"""What moderators have before them, and what became of it: a fixed number of queries, each over an index."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date
from typing import Final

from django.db.models import Count, F
from django.db.models.functions import TruncWeek

from common.claims import is_held
from common.dates import last_mondays, start_of
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.models.improvisations import ACCEPTED, PENDING

MOST_COUNTED: Final = 1000  # beyond it "more than": counting a large table takes seconds


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """What became of somebody's improvisations."""

    accepted: int = 0
    rejected: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ReviewWeek:
    """Moves of one week, which begins on a Monday (UTC)."""

    date: date
    submitted: int
    approved: int
    rejected: int
    integrated: int

    @property
    def decided(self) -> int:
        return self.approved + self.rejected


def records_of(author_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, AuthorRecord]:
    """The record of each of these authors; one query."""
    rows = Improvisation.objects.filter(author_id__in=author_ids).order_by()
    counted: dict[uuid.UUID, dict[str, int]] = {author_id: {} for author_id in author_ids}
    for author_id, status, amount in rows.values_list("author_id", "status").annotate(Count("pk")):
        counted[author_id][status] = amount
    return {author_id: _record(by_status) for author_id, by_status in counted.items()}


def count_waiting() -> int:
    """How many wait for a decision; at most MOST_COUNTED + 1."""
    return Improvisation.objects.pending().order_by()[: MOST_COUNTED + 1].count()


def next_unclaimed_idea(*, but: Improvisation | None = None) -> Improvisation | None:
    """The best of those that wait for a decision and that nobody has claimed, besides one."""
    waiting = Improvisation.objects.pending().filter(~is_held()).order_by("-score", "submitted_at").only("short_id")
    return (waiting if but is None else waiting.exclude(pk=but.pk)).first()


def waiting_for_integration() -> int:
    """How many are approved and not yet a part of the story; at most MOST_COUNTED + 1."""
    approved = Improvisation.objects.filter(status=Improvisation.Status.APPROVED)
    return approved.order_by()[: MOST_COUNTED + 1].count()


def oldest_waiting() -> Improvisation | None:
    """The improvisation that has waited longest, with `submitted_at` and `short_id` alone; None if none waits."""
    return Improvisation.objects.pending().order_by("submitted_at").only("submitted_at", "short_id").first()


def by_week(*, weeks: int) -> list[ReviewWeek]:
    """The last `weeks` weeks up to the present one, oldest first. One query."""
    mondays = last_mondays(weeks)
    moves = ImprovisationMove.objects.filter(at__gte=start_of(mondays[0]))
    # A claim leads from submitted to under_review, and a note from a status to the same one: neither is an outcome.
    told = moves.filter(to_status__in=("submitted", "approved", "rejected", "integrated"))
    told = told.exclude(from_status=F("to_status"))
    grouped = told.order_by().annotate(week=TruncWeek("at", tzinfo=UTC)).values_list("week", "to_status")
    counted = {(week.date(), status): amount for week, status, amount in grouped.annotate(Count("pk"))}
    return [_week(monday, counted) for monday in mondays]


def _week(monday: date, counted: dict[tuple[date, str], int]) -> ReviewWeek:
    return ReviewWeek(
        monday,
        **{status: counted.get((monday, status), 0) for status in ("submitted", "approved", "rejected", "integrated")},
    )


def _record(by_status: dict[str, int]) -> AuthorRecord:
    return AuthorRecord(
        accepted=sum(by_status.get(status, 0) for status in ACCEPTED),
        rejected=by_status.get(Improvisation.Status.REJECTED, 0),
        waiting=sum(by_status.get(status, 0) for status in PENDING),
    )
