"""What was said at the sky around a reported line, for moderators."""

from __future__ import annotations

import uuid

from common.agent_mark import told_name
from cosmos import limits
from cosmos.models import TalkLine
from worlds.services.staff_feed import StaffLine


def sky_lines_around(text_id: uuid.UUID) -> tuple[StaffLine, ...]:
    """A line and those before and after it; none where it is no longer kept. Three queries."""
    reported = TalkLine.objects.filter(text_id=text_id).select_related("speaker", "text").first()
    if reported is None:
        return ()
    lines = TalkLine.objects.select_related("speaker", "text")
    before = lines.filter(pk__lt=reported.pk).order_by("-pk")[: limits.LINES_AROUND]
    after = lines.filter(pk__gt=reported.pk).order_by("pk")[: limits.LINES_AROUND]
    return tuple(_line(row, reported) for row in [*before[::-1], reported, *after])


def _line(row: TalkLine, reported: TalkLine) -> StaffLine:
    return StaffLine(
        sequence=row.pk,
        at=row.said_at,
        person_id=row.speaker_id,
        name=told_name(row.speaker),
        deed="said without a name" if row.was_hidden else "said",
        said=str(row.text),
        channel="",
        room="",
        is_private=False,
        is_reported=row == reported,
    )
