"""What waits, what became of it, and whose it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services import reviewing, wording, workload
from improvisations.services.workload import AuthorRecord
from profiles.models import User
from tests.improvisations.admin.full_queue import fill


def test_a_record_counts_what_was_accepted_rejected_and_waits(mira: User, shared: Improvisation) -> None:
    elena = shared.author_id
    assert workload.records_of([elena, mira.pk]) == {elena: AuthorRecord(waiting=1), mira.pk: AuthorRecord()}
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    assert workload.records_of([elena])[elena] == AuthorRecord(accepted=1)


def test_what_waits_is_counted_up_to_an_end(shared: Improvisation, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(shared, amount=7)
    assert workload.count_waiting() == 8
    monkeypatch.setattr(workload, "MOST_COUNTED", 4)
    assert workload.count_waiting() == 5


def test_the_oldest_is_told(shared: Improvisation) -> None:
    rows = fill(shared, amount=5)
    oldest = workload.oldest_waiting()
    assert oldest is not None
    assert oldest.pk == min(rows, key=lambda row: row.submitted_at).pk


def test_moves_are_counted_by_the_week_and_neither_a_claim_nor_a_note_is_an_outcome(
    mira: User, shared: Improvisation
) -> None:
    reviewing.claim_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    wording.reword_option(improvisation_id=shared.pk, moderator_id=mira.pk, wording="Hum.")
    now = timezone.now()
    monday = datetime(now.year, now.month, now.day, tzinfo=UTC) - timedelta(days=now.weekday())
    ImprovisationMove.objects.create(
        improvisation=shared, version=90, to_status="rejected", at=monday - timedelta(seconds=1)
    )
    ImprovisationMove.objects.create(
        improvisation=shared, version=91, to_status="rejected", at=monday - timedelta(weeks=3)
    )
    before, this = workload.by_week(weeks=2)
    assert (this.date, this.submitted, this.approved, this.rejected, this.decided) == (monday.date(), 1, 1, 0, 1)
    assert (before.submitted, before.rejected) == (0, 1)
