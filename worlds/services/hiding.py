"""Hiding what a player said: moderators erase the words wherever they are read."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from common.errors import NotFound
from worlds import signals
from worlds.models import ModerationRecord, PlayerText
from worlds.services.games.story_links import close_links_with
from worlds.services.texts import keep_note


@transaction.atomic
def hide_message(*, moderator_id: uuid.UUID, text_id: uuid.UUID, reason: str) -> None:
    """Erase a player's words at every door, and close public links to a story that has them; on commit apps above are told.

    Raises NotFound; hiding twice is hiding once.
    """
    text = PlayerText.objects.select_for_update().filter(pk=text_id).first()
    if text is None:
        raise NotFound("There is no text with this id.")
    if text.redacted_at is not None:
        return
    text.redact()
    close_links_with(text)
    ModerationRecord.objects.create(
        text=text,
        author_id=text.author_id,
        action=ModerationRecord.Action.HIDDEN,
        reasons=[{"category": "moderator"}],
        note_text=keep_note(author_id=moderator_id, about_id=text.author_id, text=reason),
        seen_at=timezone.now(),
        seen_by_id=moderator_id,
    )
    transaction.on_commit(lambda: signals.words_hidden.send_robust(PlayerText, text_id=text_id), robust=True)
