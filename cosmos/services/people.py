"""What the sky keeps of a person: for the export of their account, and to be erased with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from cosmos.models import Bookmark, Comment, NoticeMark, Playlist, TalkLine
from cosmos.services.removing import erase_lines_of


def export_bookmarks(user: Any) -> Iterator[Mapping[str, Any]]:
    """One row for each bookmark of the account, the oldest first, with the moment when it was made (aware)."""
    for one in Bookmark.objects.filter(user=user).select_related("entry").order_by("pk"):
        yield {"entry_id": one.entry.short_id, "at": one.created_at}


def export_comments(user: Any) -> Iterator[Mapping[str, Any]]:
    """One row for each comment that they wrote, the oldest first."""
    for one in Comment.objects.filter(author=user).select_related("entry", "text").order_by("pk"):
        yield {"entry_id": one.entry.short_id, "text": str(one.text), "at": one.created_at}


def export_lines(user: Any) -> Iterator[Mapping[str, Any]]:
    """One row for each line that they said at the sky and that is still kept, the oldest first."""
    for one in TalkLine.objects.filter(speaker=user).select_related("text").order_by("pk"):
        yield {"line_id": one.short_id, "text": str(one.text), "at": one.said_at}


def export_playlists(user: Any) -> Iterator[Mapping[str, Any]]:
    """One row for each playlist, the oldest first, with the ids of its stars in its order."""
    for one in Playlist.objects.filter(user=user).order_by("pk"):
        entries = list(one.places.order_by("place").values_list("entry__short_id", flat=True))
        yield {"title": one.title, "entries": entries, "at": one.created_at}


def export_notice_mark(user: Any) -> Iterator[Mapping[str, Any]]:
    """One row at most: until when they have read their notices, which are read off the other tables."""
    for read_at in NoticeMark.objects.filter(user=user).values_list("read_at", flat=True):
        yield {"read_at": read_at}


def erase_sky_of(user_id: uuid.UUID) -> None:
    """Delete what somebody kept of the sky and said there; the words themselves are erased by `worlds`. Harmless to repeat."""
    Bookmark.objects.filter(user_id=user_id).delete()
    Playlist.objects.filter(user_id=user_id).delete()
    NoticeMark.objects.filter(user_id=user_id).delete()
    Comment.objects.filter(author_id=user_id).delete()
    erase_lines_of(user_id)
