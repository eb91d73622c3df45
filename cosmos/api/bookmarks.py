"""The stars that you marked. Nobody else is told of them."""

from __future__ import annotations

from typing import TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import NotFound
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, Timestamp, read
from cosmos.api.answers import Star, star_answer
from cosmos.api.parameters import caller_id
from cosmos.models import Bookmark
from cosmos.services import bookmarks
from cosmos.services.bookmarks import TooManyBookmarks
from worlds.api.bodies import Nothing


class BookmarkedStar(TypedDict):
    entry: Star
    created_at: Timestamp


class BookmarkDoor(Door):
    @operation(answer=PageOf(BookmarkedStar))
    def list_bookmarks(self, request: Request) -> Response:
        """List your bookmarks of stars, the newest first. A star that has gone is not listed."""
        return self.pages(bookmarks.bookmarks_of(user_id=caller_id(request)), bookmark_answer)

    @operation(request=Nothing, answer=BookmarkedStar, raises=(NotFound, TooManyBookmarks))
    def add_bookmark(self, request: Request, entry_id: str) -> Response:
        """Bookmark a star. Once more changes nothing."""
        read(Nothing, request)
        return Response(bookmark_answer(bookmarks.add_bookmark(user_id=caller_id(request), entry_id=entry_id)))

    @operation(answer=None, status=204)
    def remove_bookmark(self, request: Request, entry_id: str) -> Response:
        """Remove the bookmark of a star. Once more changes nothing."""
        bookmarks.remove_bookmark(user_id=caller_id(request), entry_id=entry_id)
        return Response(status=204)


def bookmark_answer(row: Bookmark) -> BookmarkedStar:
    return {"entry": star_answer(row.entry), "created_at": utc(row.created_at)}
