"""Portraits of characters: uploaded by their player, and seen by those who play beside them."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass

from common import ids
from common.errors import NotFound
from common.pictures import VERSION
from worlds.models import CharacterPortrait, GameSession, WorldParticipant
from worlds.services.games.characters import get_character
from worlds.services.pictures import prepare_picture


class NoPortrait(NotFound):
    message = "This character has no portrait."


@dataclass(frozen=True, slots=True)
class Portrait:
    """A WebP picture, and what tells it apart from an earlier one."""

    image: bytes
    version: str


def change_portrait(*, user_id: uuid.UUID, session_id: str, upload: bytes) -> None:
    """Give one's own character a portrait: a square, encoded anew. Raises NotFound, PictureNotTaken, RateLimited."""
    session = get_character(user_id=user_id, session_id=session_id)
    image = prepare_picture(user_id=user_id, upload=upload)
    kept = {"image": image, "digest": hashlib.sha256(image).hexdigest()}
    CharacterPortrait.objects.update_or_create(session=session, defaults=kept)


def remove_portrait(*, user_id: uuid.UUID, session_id: str) -> None:
    """Take a portrait away, if there is one. Raises NotFound for a character that is not one's own."""
    session = get_character(user_id=user_id, session_id=session_id)
    CharacterPortrait.objects.filter(session=session).delete()


def erase_portraits(*, user_id: uuid.UUID) -> None:
    """Delete the portraits of all of a player's characters, for an account that is erased or a page that is cleared. Harmless to repeat."""
    CharacterPortrait.objects.filter(session__user_id=user_id).delete()


def find_portrait(*, user_id: uuid.UUID, session_id: str) -> Portrait:
    """The portrait of one's own character, or of somebody's with whom one plays. Raises NotFound."""
    found = (
        CharacterPortrait.objects.filter(session__in=GameSession.objects.filter(**ids.lookup(session_id, "ses")))
        .select_related("session")
        .first()
    )
    if found is None or not _may_see(user_id, found.session):
        raise NoPortrait
    return Portrait(bytes(found.image), found.digest[:VERSION])


def _may_see(user_id: uuid.UUID, session: GameSession) -> bool:
    if session.user_id == user_id or session.world_id is None:
        return session.user_id == user_id
    # Whoever has left, or is shut out, shows nothing that they uploaded.
    fellows = WorldParticipant.objects.fellows().filter(world_id=session.world_id, user__is_active=True)
    return fellows.filter(user_id__in={user_id, session.user_id}).count() == 2
