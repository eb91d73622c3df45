"""What the calls of the sky take."""

from typing import Any

from rest_framework import serializers

from common.fields import Key, Prose, StrictSerializer
from common.limits import ID
from cosmos import limits


class CommentBody(StrictSerializer):
    text = Prose(max_length=limits.COMMENT)


def star_ids() -> serializers.ListField:
    entries: Any = serializers.ListField(
        child=Key(max_length=ID),
        required=False,
        max_length=limits.PLAYLIST_ENTRIES,
        help_text="The ids of the stars, in order; one that is named twice counts once.",
    )
    return entries  # type: ignore[no-any-return]


class NewPlaylist(StrictSerializer):
    title = Prose(max_length=limits.PLAYLIST_TITLE)
    entries = star_ids()


class PlaylistChange(StrictSerializer):
    title = Prose(max_length=limits.PLAYLIST_TITLE, required=False)
    entries = star_ids()
