"""Comments on stars: moderators read them, and hide what should not stand there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminTextareaWidget

from common.backoffice import Act, ReadOnlyAdmin, person_lines, who
from common.form_fields import Prose
from cosmos.models import Comment
from cosmos.services.reading import shown_text
from worlds import limits
from worlds.models import Report
from worlds.services.hiding import hide_message

HANDLE: Final = "worlds.handle_report"


class HideForm(forms.Form):
    note = Prose(
        label="Note",
        max_length=limits.REPORT_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Saved in the history, for other moderators.",
    )


def hide_comment(request: HttpRequest, row: Comment, data: Mapping[str, Any]) -> str:
    hide_message(moderator_id=who(request), text_id=row.text_id, reason=data["note"])
    return "The comment was removed everywhere."


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = ("short_id", "said", "written_by", "entry", "created_at")
    list_select_related = ("author", "text", "entry")
    search_fields = ("=short_id", "=entry__short_id", "text__text", "author__username", "author__display_name")
    search_help_text = "Text, author, or id of the comment or star"
    acts = (
        Act(
            name="hide",
            label="Hide the text",
            icon="visibility_off",
            permission=HANDLE,
            perform=hide_comment,
            fits=lambda row: row.text.redacted_at is None,
            warning="Erases the text permanently, wherever it was shown.",
            form=HideForm,
            tone="danger",
        ),
    )

    @admin.display(description="comment")
    def said(self, row: Comment) -> str:
        return str(row.text)

    @admin.display(description="author", ordering="author__username")
    def written_by(self, row: Comment) -> SafeString:
        return person_lines(row.author)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(HANDLE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return Comment.objects.select_related("author", "text", "entry").defer("entry__vector")

    def name_of(self, row: Comment) -> str:
        return f"Comment by {row.author}"

    def page_of(self, request: HttpRequest, row: Comment) -> dict[str, Any]:
        return {
            "star_text": shown_text(row.entry) or "",
            "reports": Report.objects.filter(text=row.text_id).select_related("reporter", "reason").order_by("pk"),
            "reads_people": request.user.has_perm("profiles.view_user"),
        }
