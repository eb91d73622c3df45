"""Talking to those who look at the sky now. What is said is kept nowhere, but for moderators where the filter notes it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Final

from django.utils import timezone

from common.errors import InvalidInput
from common.text_filter import TextNotFit
from common.text_filter.screening import screen
from cosmos import limits
from relations.services.blocks import apart_among
from relations.services.mutes import unheard_by
from relations.services.silences import require_not_silenced
from worlds.models import ModerationRecord
from worlds.services.budgets import MESSAGES
from worlds.services.moderation_records import note_noticed

CHANNEL: Final = "world"  # as mutes call what everybody hears


def take_line(*, user_id: uuid.UUID, text: str) -> str:
    """A line as it may be told: masked where the filter says so, and then a moderator hears of it.

    Raises Silenced, RateLimited, InvalidInput for nothing or too much, TextNotFit for what may not be said.
    """
    require_not_silenced(user_id)
    MESSAGES.spend(str(user_id))
    screened = screen(text, longest=limits.CHAT_TEXT)
    if any(hit.category == "length" for hit in screened.hits):
        raise InvalidInput(f"Write at most {limits.CHAT_TEXT} characters.")
    if not screened.text:
        raise InvalidInput("Write a message.")
    if screened.hits:
        is_refused = screened.verdict == "refused"
        action = ModerationRecord.Action.REFUSED if is_refused else ModerationRecord.Action.MASKED
        note_noticed(author_id=user_id, screened=screened, action=action)
        if is_refused:
            raise TextNotFit
    return screened.masked


def find_deaf(*, speaker: uuid.UUID, listeners: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these people who do not hear somebody: who muted them, or is kept apart from them. Two queries."""
    muted, now = unheard_by([str(listener) for listener in listeners]), timezone.now()
    deaf = {each for each in listeners if muted[str(each)].hides(str(speaker), CHANNEL, now=now)}
    return deaf | apart_among(speaker, listeners)
