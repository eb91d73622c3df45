"""What moderators do about words that the text filter noticed."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from profiles.models import User
from profiles.services import moderation
from worlds.models import ModerationRecord
from worlds.services import moderation_records


@transaction.atomic
def suspend_author(*, record_id: int, moderator_id: uuid.UUID, reason: str, until: datetime | None) -> User:
    """Shut the account of whoever wrote it; the record is seen to with that. Raises as `moderation.suspend_account`, NotFound."""
    record = ModerationRecord.objects.filter(pk=record_id).first()
    if record is None or record.seen_at is None:
        record = moderation_records.mark_seen(record_id=record_id, moderator_id=moderator_id)
    return moderation.suspend_account(user_id=record.author_id, moderator_id=moderator_id, reason=reason, until=until)
