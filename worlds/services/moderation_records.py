"""What the text filter masked or refused: kept for moderators, with where it was said."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.errors import Conflict, NotFound
from common.text_filter import Screened
from worlds import limits
from worlds.event_types.stored import ChatMessage
from worlds.models import ModerationRecord, PlayerText, WorldEvent
from worlds.services.texts import keep_text

NOTICED = (ModerationRecord.Action.MASKED, ModerationRecord.Action.REFUSED)
AROUND = 4  # things said before and after
PRIVATE = ("whisper", "party")  # channels that not everybody at a place hears


def note_noticed(*, author_id: uuid.UUID, screened: Screened, action: str, **where: Any) -> ModerationRecord:
    """Keep words as they were written, with what was noticed in them: a moderator has to see what was tried.

    `where`: world_id, session_id and place, as far as there are any.
    """
    text = keep_text(author_id=author_id, text=screened.text)
    reasons = [{"category": hit.category, "start": hit.start, "end": hit.end} for hit in screened.hits]
    return ModerationRecord.objects.create(
        text=text, author_id=author_id, action=action, reasons=reasons, score=screened.score, **where
    )


@transaction.atomic
def mark_seen(*, record_id: int, moderator_id: uuid.UUID) -> ModerationRecord:
    """Take it off the list of what waits. Raises NotFound, Conflict when somebody has done so."""
    row = ModerationRecord.objects.select_for_update(of=("self",)).filter(pk=record_id).first()
    if row is None:
        raise NotFound("There is no record with this id.")
    if row.seen_at is not None:
        raise Conflict("Another moderator has already handled this.")
    row.seen_at, row.seen_by_id = timezone.now(), moderator_id
    row.save(update_fields=["seen_at", "seen_by_id"])
    return row


def erase_old_words() -> str:
    """A round of the worker: erase what moderators dealt with FLAGGED_TEXT_DAYS ago. That it was noticed, when and why stays."""
    limit = timezone.now() - timedelta(days=limits.FLAGGED_TEXT_DAYS)
    # What was hidden is erased already; these texts are copies that were kept for moderators alone.
    old = ModerationRecord.objects.filter(action__in=NOTICED, seen_at__lt=limit)
    texts = PlayerText.objects.filter(pk__in=old.values("text"), redacted_at=None)
    erased = texts.update(text="", redacted_at=timezone.now())
    return f"erased {erased} flagged texts" if erased else ""


def said_around(record: ModerationRecord) -> list[WorldEvent]:
    """What everybody in that world, or at that place, could hear shortly before and after; whispers and parties are left out."""
    if record.world_id is None:
        return []
    heard = WorldEvent.objects.filter(world=record.world_id, type=ChatMessage.TYPE).exclude(
        payload__channel__in=PRIVATE
    )
    heard = heard.select_related("text")
    before = heard.filter(created_at__lte=record.created_at).order_by("-created_at", "-pk")[:AROUND]
    after = heard.filter(created_at__gt=record.created_at).order_by("created_at", "pk")[:AROUND]
    return [*reversed(list(before)), *after]
