"""Talking to those who look at the sky now. What is said is kept for LINE_DAYS, for those who come later and for moderators."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from common.errors import InvalidInput
from common.text_filter import Screened, TextNotFit
from common.text_filter.screening import screen
from cosmos import limits
from cosmos.models import TalkLine
from cosmos.services.lines import CHANNEL, ToldLine, shown_lines
from cosmos.services.visitors import Visitor
from relations.services.blocks import apart_among
from relations.services.mutes import unheard_by
from relations.services.silences import require_not_silenced
from worlds.models import ModerationRecord
from worlds.services.budgets import MESSAGES
from worlds.services.moderation_records import note_noticed
from worlds.services.texts import keep_text


def take_line(*, user_id: uuid.UUID, text: str, visitor: Visitor) -> ToldLine:
    """Keep a line, said by somebody who is shown as `visitor`: masked where the filter says so, and then a moderator hears of it.

    Raises Silenced, RateLimited, InvalidInput for nothing or too much, TextNotFit for what may not be said.
    """
    require_not_silenced(user_id)
    MESSAGES.spend(str(user_id))
    screened = _screened(user_id, text)
    row = _kept(user_id, screened, was_hidden=visitor.user_id is None)
    return ToldLine(row.short_id, visitor, screened.masked, row.said_at, is_own=True)


def find_deaf(*, speaker: uuid.UUID, listeners: Collection[uuid.UUID], line_id: str | None) -> set[uuid.UUID]:
    """Those of these people who are not told a line: who muted its speaker, or is kept apart from them; all, where it is gone already.

    Three queries. A process of an older version names no line.
    """
    if line_id is not None and not shown_lines().filter(short_id=line_id).exists():
        return set(listeners)
    muted, now = unheard_by([str(listener) for listener in listeners]), timezone.now()
    deaf = {each for each in listeners if muted[str(each)].hides(str(speaker), CHANNEL, now=now)}
    return deaf | apart_among(speaker, listeners)


def _screened(user_id: uuid.UUID, text: str) -> Screened:
    screened = screen(text, longest=limits.CHAT_TEXT)
    if any(hit.category == "length" for hit in screened.hits):
        raise InvalidInput(f"Write at most {limits.CHAT_TEXT} characters.")
    if not screened.text:
        raise InvalidInput("Write a message.")
    if screened.verdict == "refused":
        note_noticed(author_id=user_id, screened=screened, action=ModerationRecord.Action.REFUSED)
        raise TextNotFit
    return screened


@transaction.atomic
def _kept(user_id: uuid.UUID, screened: Screened, *, was_hidden: bool) -> TalkLine:
    text = keep_text(author_id=user_id, text=screened.masked)
    if screened.hits:
        note_noticed(author_id=user_id, screened=screened, action=ModerationRecord.Action.MASKED)
    return TalkLine.objects.create(speaker_id=user_id, text=text, was_hidden=was_hidden)
