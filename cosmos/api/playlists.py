"""Your playlists of stars. Nobody else reads them."""

from __future__ import annotations

from typing import Any, TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import NotFound
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, Timestamp, read
from cosmos.api import bodies
from cosmos.api.answers import Star, star_answer
from cosmos.api.parameters import caller_id
from cosmos.models import Playlist
from cosmos.services import playlists
from cosmos.services.playlists import TooManyPlaylists


class PlaylistCard(TypedDict):
    """`stars` counts those that are in the sky."""

    playlist_id: str
    title: str
    stars: int
    created_at: Timestamp
    changed_at: Timestamp


class PlaylistShown(PlaylistCard):
    """With its stars, in its order; those that have gone are left out."""

    entries: list[Star]


class PlaylistDoor(Door):
    @operation(answer=PageOf(PlaylistCard))
    def list_playlists(self, request: Request) -> Response:
        """List your playlists of stars, the newest first."""
        return self.pages(playlists.playlists_of(user_id=caller_id(request)), card_answer)

    @operation(request=bodies.NewPlaylist, answer=PlaylistShown, status=201, raises=(TooManyPlaylists,))
    def create_playlist(self, request: Request) -> Response:
        """Create a playlist, with stars in it or none."""
        made = playlists.create_playlist(user_id=caller_id(request), **read(bodies.NewPlaylist, request))
        return Response(playlist_answer(made), status=201)

    @operation(answer=PlaylistShown, raises=(NotFound,))
    def show_playlist(self, request: Request, playlist_id: str) -> Response:
        """One of your playlists, with its stars."""
        return Response(playlist_answer(playlists.find_playlist(user_id=caller_id(request), playlist_id=playlist_id)))

    @operation(request=bodies.PlaylistChange, answer=PlaylistShown, raises=(NotFound,))
    def change_playlist(self, request: Request, playlist_id: str) -> Response:
        """Give a playlist another title or other stars; what is left out stays. `entries` are all its stars, in order."""
        wish: dict[str, Any] = read(bodies.PlaylistChange, request)
        changed = playlists.change_playlist(user_id=caller_id(request), playlist_id=playlist_id, **wish)
        return Response(playlist_answer(changed))

    @operation(answer=None, status=204)
    def delete_playlist(self, request: Request, playlist_id: str) -> Response:
        """Delete a playlist. Its stars stay in the sky; once more changes nothing."""
        playlists.delete_playlist(user_id=caller_id(request), playlist_id=playlist_id)
        return Response(status=204)


def card_answer(row: Any) -> PlaylistCard:
    return {
        "playlist_id": row.short_id,
        "title": row.title,
        "stars": row.stars,
        "created_at": utc(row.created_at),
        "changed_at": utc(row.changed_at),
    }


def playlist_answer(row: Playlist) -> PlaylistShown:
    return {**card_answer(row), "entries": [star_answer(entry) for entry in playlists.stars_in(row)]}
