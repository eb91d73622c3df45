"""A claim keeps others away until it ends, alike in both queues."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from improvisations.models import Improvisation
from worlds.models import Report

MIRA, NOOR = uuid.uuid4(), uuid.uuid4()


@pytest.mark.parametrize("queue", [Improvisation, Report])
def test_a_claim_is_in_the_way_of_others_alone_and_until_it_ends(queue: type[Improvisation | Report]) -> None:
    now = timezone.now()
    row = queue(claimed_by_id=MIRA, claim_expires_at=now + timedelta(minutes=15))
    assert row.is_claimed_by_other(NOOR, at=now)
    assert not row.is_claimed_by_other(MIRA, at=now)
    assert not row.is_claimed_by_other(NOOR, at=now + timedelta(minutes=15))
    assert not queue().is_claimed_by_other(NOOR, at=now)
