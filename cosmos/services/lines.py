"""Lines of the sky as somebody reads them later: when they connect, over the API, and to report one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from common.agent_mark import marked_agent
from common.errors import NotFound
from common.ids import is_short_id
from cosmos import limits
from cosmos.models import TalkLine
from cosmos.services.visitors import Visitor, shown_visitor, unseen_visitor
from relations.services.blocks import apart_from
from relations.services.mutes import hidden_by_mutes
from worlds.models import Report
from worlds.services.reports import Subject

CHANNEL: Final = "world"  # as mutes call what everybody hears
ABSENT: Final = "There is no line with this id."


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line as one reader is told it; `speaker` of one's own is oneself, as one is shown now. `said_at` is aware, UTC."""

    line_id: str
    speaker: Visitor
    text: str
    said_at: datetime
    is_own: bool


def shown_lines() -> QuerySet[TalkLine]:
    """The lines that may be shown: young enough, with their words, and of no account that is suspended or deleted."""
    now = timezone.now()
    until = Q(speaker__suspended_until=None) | Q(speaker__suspended_until__gt=now)
    young = TalkLine.objects.filter(said_at__gt=now - timedelta(days=limits.LINE_DAYS), text__redacted_at=None)
    return young.filter(speaker__anonymised_at=None).exclude(Q(speaker__suspended_at__isnull=False) & until)


def readable_lines(reader_id: uuid.UUID) -> QuerySet[Any]:
    """The lines that this player reads, the newest first: without those of people whom they muted, or are kept apart from."""
    muted = hidden_by_mutes(reader_id, person="speaker_id", channel=CHANNEL)
    told = shown_lines().exclude(muted).exclude(apart_from(reader_id, person="speaker_id"))
    # Whether strangers may see the speaker now.
    seen = told.annotate(is_seen=Coalesce(F("speaker__presence__visible"), False))  # noqa: FBT003 - the library's own signature
    return seen.select_related("speaker", "text")


def newest_sky_lines(reader_id: uuid.UUID) -> list[ToldLine]:
    """The last lines before now that this player reads, the oldest first."""
    newest = readable_lines(reader_id).order_by("-pk")[: limits.LINES_TOLD]
    return [told_line(row, reader_id=reader_id) for row in newest][::-1]


def told_line(row: Any, *, reader_id: uuid.UUID) -> ToldLine:
    """A row of `readable_lines`."""
    is_own = row.speaker_id == reader_id
    return ToldLine(row.short_id, _speaker(row, is_own=is_own), str(row.text), row.said_at, is_own)


def _speaker(row: Any, *, is_own: bool) -> Visitor:
    is_seen = row.is_seen and (is_own or not row.was_hidden)
    day = timezone.now().date() if is_own else row.said_at.date()
    return shown_visitor(row.speaker, day=day) if is_seen else unseen_visitor(row.speaker_id, day=day)


def reported_line(reader_id: uuid.UUID, line_id: str) -> Subject:
    """A line that this player reads, as the subject of a report. Raises NotFound."""
    wanted = line_id if is_short_id(line_id, "lin") else ""
    row = readable_lines(reader_id).filter(short_id=wanted).first()
    if row is None:
        raise NotFound(ABSENT)
    speaker = told_line(row, reader_id=reader_id).speaker
    called = marked_agent(speaker.display_name, is_agent=speaker.is_agent)
    return Subject(Report.Kind.LINE, row.text_id, row.speaker_id, row.text, called=called)
