"""Keeping what players write."""

from __future__ import annotations

import hashlib
import secrets
import uuid

from django.db import IntegrityError, transaction

from common import storing
from worlds.models import PlayerText
from worlds.services.turns.request import IdempotencyConflict


def keep_text(*, author_id: uuid.UUID, text: str, about_id: uuid.UUID | None = None) -> PlayerText:
    """Store somebody's text under a salted hash; what speaks of a person is erased with either of the two."""
    kept = _salted(author_id, text)
    kept.about_id = about_id
    storing.insert(kept)
    return kept


def keep_note(*, author_id: uuid.UUID, text: str, about_id: uuid.UUID) -> PlayerText | None:
    """The same for a note that may be left empty: None."""
    return keep_text(author_id=author_id, text=text, about_id=about_id) if text else None


def keep_under(key: str, *, author_id: uuid.UUID, text: str) -> PlayerText:
    """As `keep_text`, for a key that was looked for under the world's lock. Raises IdempotencyConflict.

    A key is the author's, in whichever world they use it: two worlds at once are the one case that the lock lets pass.
    """
    kept = keyed_text(key, author_id=author_id, text=text)
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError:
        raise IdempotencyConflict from None
    return kept


def keyed_text(key: str | None, *, author_id: uuid.UUID, text: str) -> PlayerText:
    """A text under a key, not stored yet: a key that was used meanwhile is refused by the database."""
    kept = _salted(author_id, text)
    kept.idempotency_key = key
    return kept


def text_matches(kept: PlayerText, text: str) -> bool:
    """Whether these are the words, also when they are not readable any more."""
    return kept.text_hash == salted_hash(kept.salt, text)


def _salted(author_id: uuid.UUID, text: str) -> PlayerText:
    salt = secrets.token_hex(16)
    return PlayerText(author_id=author_id, text=text, salt=salt, text_hash=salted_hash(salt, text))


def salted_hash(salt: str, text: str) -> str:
    """SHA-256 in hex of a text and its salt: what sealed records hold in the place of the text."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
