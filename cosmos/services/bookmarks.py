"""The stars that a player has marked. Only they read their list."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import QuerySet

from common.errors import Conflict
from cosmos import limits
from cosmos.models import Bookmark
from cosmos.services import reading
from relations.services.people import lock_person


class TooManyBookmarks(Conflict):
    code = "too_many_bookmarks"
    message = f"You have {limits.BOOKMARKS} bookmarks already. Remove one first."


@transaction.atomic
def add_bookmark(*, user_id: uuid.UUID, entry_id: str) -> Bookmark:
    """Mark a star; once more changes nothing. Raises NotFound, TooManyBookmarks. Locks the player's row."""
    entry = reading.find_entry(entry_id)
    lock_person(user_id)
    mine = Bookmark.objects.filter(user_id=user_id)
    known = mine.filter(entry=entry).first()
    if known is None:
        if mine.count() >= limits.BOOKMARKS:
            raise TooManyBookmarks
        known = Bookmark.objects.create(user_id=user_id, entry=entry)
    known.entry = entry
    return known


def remove_bookmark(*, user_id: uuid.UUID, entry_id: str) -> None:
    """Once more changes nothing, also for a star that is gone."""
    Bookmark.objects.filter(user_id=user_id, entry__short_id=entry_id).delete()


def bookmarks_of(*, user_id: uuid.UUID) -> QuerySet[Bookmark]:
    """A player's bookmarks of stars that are in the sky, the newest first, with all that is told of the stars."""
    mine = Bookmark.objects.filter(user_id=user_id, entry__in=reading.in_sky().values("pk"))
    beside = ("entry__author", "entry__scenario", "entry__cluster", "entry__improvisation__input_text")
    return mine.select_related(*beside).defer("entry__vector").order_by("-pk")
