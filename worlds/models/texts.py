"""What players wrote, kept apart from the log so that it can be hidden or erased at every door."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models
from django.utils import timezone

from worlds import limits

REMOVED: Final = "(removed)"  # what is read in place of words that were hidden or erased


class PlayerText(models.Model):
    """A text by a player or a moderator. Records refer to it and carry only its salted hash.

    The salt keeps a short text from being guessed out of the append-only log after it was erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author_id = models.UUIDField(db_index=True)
    # Whom a reason or a note speaks of: it goes when they leave for good, as it goes when its author does.
    about_id = models.UUIDField(null=True, blank=True, db_index=True)
    # Under which of the author's keys it was said, so that the same words sent again are said once.
    idempotency_key = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - absent is not empty
    text = models.CharField(max_length=limits.PLAYER_TEXT, blank=True)
    salt = models.CharField(max_length=32)
    text_hash = models.CharField(max_length=64)
    redacted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "player_texts"
        constraints = (models.UniqueConstraint(fields=("author_id", "idempotency_key"), name="one_text_per_key"),)

    def __str__(self) -> str:
        return REMOVED if self.redacted_at else self.text

    def redact(self) -> None:
        """Erase the words for good; what refers to them stays."""
        self.text, self.redacted_at = "", timezone.now()
        self.save(update_fields=["text", "redacted_at"])


def words(text: PlayerText | None) -> str:
    """What stands there to read; empty where nothing was ever written."""
    return "" if text is None else str(text)
