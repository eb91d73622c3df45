"""What the page of a star shows of its readers: their mark, their playlists, and what they say."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from common.errors import KleeneError
from common.form_fields import Prose
from cosmos import limits
from cosmos.models import Bookmark, CosmosEntry
from cosmos.services import comments, playlists, reading
from worlds.views.access import PlayerRequest

LISTED: Final = 50  # comments on the page, the newest; the API lists all


class CommentForm(forms.Form):
    text = Prose(
        label="Your comment",
        max_length=limits.COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "class": "field"}),
        help_text="Everybody who reads this star reads it.",
    )

    def refuse(self, refusal: KleeneError) -> None:
        self.add_error(None, refusal.message)


class TitleForm(forms.Form):
    title = Prose(
        label="New playlist", max_length=limits.PLAYLIST_TITLE, widget=forms.TextInput(attrs={"class": "field"})
    )


def company_of(request: PlayerRequest, entry: CosmosEntry, form: CommentForm | None = None) -> dict[str, Any]:
    """The context of the parts `keep` and `comments` of a star's page; `form` is one that was refused."""
    me = request.player.pk
    said = comments.comments_on(reader_id=me, entry_id=entry.short_id)
    return {
        "is_bookmarked": Bookmark.objects.filter(user_id=me, entry=entry).exists(),
        "playlists": playlists.playlists_of(user_id=me),
        "comments": said[:LISTED],
        "comments_count": said.count(),
        "may_comment": reading.shown_text(entry) is not None,
        "comment_form": form or CommentForm(),
        "title_form": TitleForm(),
    }
