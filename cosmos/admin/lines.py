"""Lines of the sky: moderators read them, and hide what should not stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.backoffice import Act, ReadOnlyAdmin, person_lines, who
from cosmos.admin.comments import HANDLE, HideForm
from cosmos.models import TalkLine
from cosmos.services.staff_lines import sky_lines_around
from worlds.models import Report
from worlds.services.hiding import hide_message


def hide_line(request: HttpRequest, row: TalkLine, data: Mapping[str, Any]) -> str:
    hide_message(moderator_id=who(request), text_id=row.text_id, reason=data["note"])
    return "The line was removed everywhere."


@admin.register(TalkLine)
class TalkLineAdmin(ReadOnlyAdmin):
    list_display = ("short_id", "said", "said_by", "said_at")
    list_select_related = ("speaker", "text")
    search_fields = ("=short_id", "text__text", "speaker__username", "speaker__display_name")
    search_help_text = "Text, speaker, or id of the line"
    acts = (
        Act(
            name="hide",
            label="Hide the text",
            icon="visibility_off",
            permission=HANDLE,
            perform=hide_line,
            fits=lambda row: row.text.redacted_at is None,
            warning="Erases the text permanently, also on pages that are open now.",
            form=HideForm,
            tone="danger",
        ),
    )

    @admin.display(description="line")
    def said(self, row: TalkLine) -> str:
        return str(row.text)

    @admin.display(description="speaker", ordering="speaker__username")
    def said_by(self, row: TalkLine) -> SafeString:
        return person_lines(row.speaker)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(HANDLE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TalkLine]:
        return TalkLine.objects.select_related("speaker", "text")

    def name_of(self, row: TalkLine) -> str:
        return f"Line by {row.speaker}"

    def page_of(self, request: HttpRequest, row: TalkLine) -> dict[str, Any]:
        return {
            "around": [replace(each, is_reported=False) for each in sky_lines_around(row.text_id)],
            "reports": Report.objects.filter(text=row.text_id).select_related("reporter", "reason").order_by("pk"),
            "reads_people": request.user.has_perm("profiles.view_user"),
        }
