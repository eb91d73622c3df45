"""A player's characters: each is the character of one game, with a name and a portrait."""

from __future__ import annotations

import uuid

from django.db.models import F

from common import ids
from common.errors import NotFound
from worlds.models import GameSession
from worlds.models.sessions import GameSessionQuerySet
from worlds.services.games import sessions


def list_characters(*, user_id: uuid.UUID) -> GameSessionQuerySet:
    """A player's characters but for those of previews, the last played first; of a portrait only its digest, as `portrait_digest`."""
    return sessions.list_owned(user_id=user_id).without_previews().annotate(portrait_digest=F("portrait__digest"))


def get_character(*, user_id: uuid.UUID, session_id: str) -> GameSession:
    """One of a player's own characters by either form of its game's id. Raises NotFound, also for somebody else's."""
    found = list_characters(user_id=user_id).filter(**ids.lookup(session_id, "ses")).first()
    if found is None:
        raise NotFound
    return found
