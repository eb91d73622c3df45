"""The part of an account's export that pictures are."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from common.pictures import WEBP
from profiles.models import Avatar, User
from worlds.models import CharacterPortrait

Rows = Iterator[Mapping[str, Any]]


def export_pictures(user: User) -> Rows:
    for avatar in Avatar.objects.filter(user=user):
        data = base64.b64encode(bytes(avatar.image)).decode()
        yield {"content_type": avatar.content_type, "at": avatar.created_at, "base64": data}


def export_portraits(user: User) -> Rows:
    """One row for each portrait of a character, by its game."""
    for portrait in CharacterPortrait.objects.filter(session__user=user).select_related("session"):
        data = base64.b64encode(bytes(portrait.image)).decode()
        yield {"session_id": portrait.session.short_id, "content_type": WEBP, "base64": data}
