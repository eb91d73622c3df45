"""Comments on stars, in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.backoffice import person_lines
from cosmos.admin.player_texts import PlayerTextAdmin, hide_act
from cosmos.models import Comment
from cosmos.services.reading import shown_text


@admin.register(Comment)
class CommentAdmin(PlayerTextAdmin):
    list_display = ("short_id", "said", "written_by", "entry", "created_at")
    list_select_related = ("author", "text", "entry")
    search_fields = ("=short_id", "=entry__short_id", "text__text", "author__username", "author__display_name")
    search_help_text = "Text, author, or id of the comment or star"
    acts = (
        hide_act(
            done="The comment was removed everywhere.",
            warning="Erases the text permanently, wherever it was shown.",
        ),
    )

    @admin.display(description="comment")
    def said(self, row: Comment) -> str:
        return str(row.text)

    @admin.display(description="author", ordering="author__username")
    def written_by(self, row: Comment) -> SafeString:
        return person_lines(row.author)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return Comment.objects.select_related("author", "text", "entry").defer("entry__vector")

    def name_of(self, row: Comment) -> str:
        return f"Comment by {row.author}"

    def page_of(self, request: HttpRequest, row: Comment) -> dict[str, Any]:
        return super().page_of(request, row) | {"star_text": shown_text(row.entry) or ""}
