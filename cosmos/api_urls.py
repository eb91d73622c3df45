"""The sky, under /api/v1/."""

from common.routes import both_ways
from cosmos.api.bookmarks import BookmarkDoor
from cosmos.api.comments import CommentDoor
from cosmos.api.discovering import DiscoveryDoor
from cosmos.api.lines import LineDoor
from cosmos.api.playlists import PlaylistDoor
from cosmos.api.previewing import PreviewDoor
from cosmos.api.stars import SkyDoor

ONE = "cosmos/<str:entry_id>"

urlpatterns = [
    *both_ways("cosmos", SkyDoor.as_view({"get": "list_stars"}), "api-cosmos"),
    *both_ways("cosmos/search", SkyDoor.as_view({"get": "search_stars"}), "api-cosmos-search"),
    *both_ways("cosmos/bookmarks", BookmarkDoor.as_view({"get": "list_bookmarks"}), "api-cosmos-bookmarks"),
    *both_ways("cosmos/chat", LineDoor.as_view({"get": "list_sky_lines"}), "api-cosmos-chat"),
    *both_ways("cosmos/recommended", DiscoveryDoor.as_view({"get": "recommend_stars"}), "api-cosmos-recommended"),
    *both_ways("cosmos/notices", DiscoveryDoor.as_view({"get": "list_notices"}), "api-cosmos-notices"),
    *both_ways("cosmos/notices/read", DiscoveryDoor.as_view({"post": "read_notices"}), "api-cosmos-notices-read"),
    *both_ways(
        "cosmos/playlists",
        PlaylistDoor.as_view({"get": "list_playlists", "post": "create_playlist"}),
        "api-cosmos-playlists",
    ),
    *both_ways(
        "cosmos/playlists/<str:playlist_id>",
        PlaylistDoor.as_view({"get": "show_playlist", "put": "change_playlist", "delete": "delete_playlist"}),
        "api-cosmos-playlist",
    ),
    *both_ways(ONE, SkyDoor.as_view({"get": "show_star"}), "api-star"),
    *both_ways(f"{ONE}/similar", SkyDoor.as_view({"get": "similar_stars"}), "api-similar-stars"),
    *both_ways(f"{ONE}/preview", PreviewDoor.as_view({"post": "start_preview"}), "api-star-preview"),
    *both_ways(
        f"{ONE}/bookmark",
        BookmarkDoor.as_view({"post": "add_bookmark", "delete": "remove_bookmark"}),
        "api-star-bookmark",
    ),
    *both_ways(
        f"{ONE}/comments", CommentDoor.as_view({"get": "list_comments", "post": "add_comment"}), "api-star-comments"
    ),
    *both_ways(
        f"{ONE}/comments/<str:comment_id>", CommentDoor.as_view({"delete": "delete_comment"}), "api-star-comment"
    ),
]
