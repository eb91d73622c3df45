"""Tables of the sky."""

from cosmos.models.comments import Comment
from cosmos.models.entries import CosmosCluster, CosmosEntry, CosmosEntryQuerySet
from cosmos.models.keeping import Bookmark, NoticeMark
from cosmos.models.lines import TalkLine
from cosmos.models.log import CosmosEvent, CosmosLayout
from cosmos.models.playlists import Playlist, PlaylistEntry

__all__ = [
    "Bookmark",
    "Comment",
    "CosmosCluster",
    "CosmosEntry",
    "CosmosEntryQuerySet",
    "CosmosEvent",
    "CosmosLayout",
    "NoticeMark",
    "Playlist",
    "PlaylistEntry",
    "TalkLine",
]
