"""What the text filter noticed is kept for moderators, and not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common.text_filter.screening import screen
from profiles.services.accounts import create_guest
from tests.staff import moderator
from worlds import limits
from worlds.models import ModerationRecord
from worlds.services import moderation_records

pytestmark = pytest.mark.django_db


@pytest.fixture
def noticed() -> ModerationRecord:
    screened = screen("You bastard", longest=50)
    return moderation_records.note_noticed(author_id=create_guest().pk, screened=screened, action="masked")


def words(row: ModerationRecord) -> str:
    return str(ModerationRecord.objects.select_related("text").get(pk=row.pk).text)


def seen(row: ModerationRecord, *, days_ago: int) -> None:
    moderation_records.mark_seen(record_id=row.pk, moderator_id=moderator().pk)
    ModerationRecord.objects.filter(pk=row.pk).update(seen_at=timezone.now() - timedelta(days=days_ago))


def test_words_are_erased_a_year_after_a_moderator_dealt_with_them(noticed: ModerationRecord) -> None:
    seen(noticed, days_ago=limits.FLAGGED_TEXT_DAYS + 1)
    assert moderation_records.erase_old_words() == "erased 1 flagged texts"
    assert words(noticed) == "(removed)"
    assert ModerationRecord.objects.get(pk=noticed.pk).reasons == noticed.reasons
    assert moderation_records.erase_old_words() == ""


def test_words_stay_until_then_and_while_nobody_has_looked(noticed: ModerationRecord) -> None:
    ModerationRecord.objects.filter(pk=noticed.pk).update(created_at=timezone.now() - timedelta(days=1000))
    moderation_records.erase_old_words()
    assert words(noticed) == "You bastard"
    seen(noticed, days_ago=limits.FLAGGED_TEXT_DAYS - 1)
    moderation_records.erase_old_words()
    assert words(noticed) == "You bastard"
