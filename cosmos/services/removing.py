"""Lines of the sky that go: hidden by a moderator, erased with their speaker, or too old."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from cosmos import limits
from cosmos.models import TalkLine
from cosmos.services import log
from worlds.models import ModerationRecord, PlayerText, Report

BATCH: Final = 500  # lines of one transaction


def tell_hidden_lines() -> str:
    """Have open pages forget every line whose words are gone. Harmless to repeat; one transaction, under the sky's lock."""
    if not TalkLine.objects.filter(removed_at=None, text__redacted_at__isnull=False).exists():
        return ""
    with transaction.atomic():
        sky = log.lock_sky()
        gone = dict(
            TalkLine.objects.filter(removed_at=None, text__redacted_at__isnull=False).values_list("pk", "short_id")
        )
        TalkLine.objects.filter(pk__in=gone).update(removed_at=timezone.now())
        log.append_lines_removed(sky, list(gone.values()))
    return f"{len(gone)} lines are gone"


@transaction.atomic
def erase_lines_of(user_id: uuid.UUID) -> None:
    """Delete what somebody said at the sky, also from open pages; the words are erased by `worlds`. Harmless to repeat."""
    lines = TalkLine.objects.filter(speaker_id=user_id)
    if not lines.exists():
        return
    sky = log.lock_sky()
    gone = list(lines.order_by("pk").values_list("short_id", flat=True))
    lines.delete()
    log.append_lines_removed(sky, gone)


def forget_old_lines() -> str:
    """A round of the worker: delete lines older than LINE_DAYS with their words, but not while a report of one is open."""
    before = timezone.now() - timedelta(days=limits.LINE_DAYS)
    reported = Report.objects.filter(kind=Report.Kind.LINE, status=Report.Status.OPEN)
    old = TalkLine.objects.filter(said_at__lt=before).exclude(text__in=reported.values("text"))
    forgotten = 0
    while texts := list(old.order_by("pk").values_list("text_id", flat=True)[:BATCH]):
        _forget(texts)
        forgotten += len(texts)
    return f"forgot {forgotten} old lines" if forgotten else ""


@transaction.atomic
def _forget(texts: list[uuid.UUID]) -> None:
    TalkLine.objects.filter(text__in=texts).delete()
    # What moderators decided about stays beside their decision.
    decided = {*Report.objects.filter(text__in=texts).values_list("text_id", flat=True)}
    decided |= {*ModerationRecord.objects.filter(text__in=texts).values_list("text_id", flat=True)}
    PlayerText.objects.filter(pk__in=set(texts) - decided).delete()
