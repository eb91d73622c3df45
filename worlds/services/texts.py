"""Keeping what players write."""

from __future__ import annotations

import hashlib
import secrets
import uuid

from worlds.models import PlayerText


def keep_text(*, author_id: uuid.UUID, text: str) -> PlayerText:
    """Store a player's text under a salted hash."""
    salt = secrets.token_hex(16)
    return PlayerText.objects.create(author_id=author_id, text=text, salt=salt, text_hash=salted_hash(salt, text))


def salted_hash(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
