"""Noticing achievements whose signal was lost, by reading the records again."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from improvisations.models import Improvisation
from leaderboards.models import Judgement
from profiles.models import ReadingMark
from profiles.services import achievements

MARK: Final = "achievements"
BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
# Rows are committed in another order than they are dated; no turn takes nearly as long as this.
OVERLAP: Final = timedelta(minutes=5)
BATCH: Final = 200


def award_waiting() -> str:
    """Review what was judged and approved since the last round, and a little before it. Harmless to repeat."""
    began = timezone.now()
    mark, _ = ReadingMark.objects.get_or_create(name=MARK, defaults={"upto": BEGINNING})
    since = mark.upto - OVERLAP
    awarded = sum(achievements.award_achievements(user_id=author, at=began) for author in _approved(since))
    for finished, at in _endings(since).iterator(chunk_size=BATCH):
        awarded += achievements.review_ending(session_id=finished)
        # Who is stopped on the way goes on from here.
        _read(upto=at)
    _read(upto=began)
    return f"awarded {awarded} achievements" if awarded else ""


def _endings(since: datetime) -> QuerySet[Judgement, tuple[uuid.UUID, datetime]]:
    # The boards judge every ending once its records are read, however late that is.
    counts = (Judgement.Verdict.VERIFIED, Judgement.Verdict.PROVISIONAL)
    judged = Judgement.objects.filter(judged_at__gte=since, verdict__in=counts).order_by("judged_at")
    return judged.values_list("session_id", "judged_at")


def _approved(since: datetime) -> list[uuid.UUID]:
    authors = Improvisation.objects.accepted().filter(reviewed_at__gte=since).values_list("author_id", flat=True)
    return sorted(set(authors))


def _read(*, upto: datetime) -> None:
    ReadingMark.objects.filter(name=MARK, upto__lt=upto).update(upto=upto)
