"""Chat messages in the cosmos, in the admin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.backoffice import person_lines
from cosmos.admin.player_texts import PlayerTextAdmin, hide_act
from cosmos.models import TalkLine
from cosmos.services.staff_lines import sky_lines_around


@admin.register(TalkLine)
class TalkLineAdmin(PlayerTextAdmin):
    list_display = ("short_id", "said", "said_by", "said_at")
    list_select_related = ("speaker", "text")
    search_fields = ("=short_id", "text__text", "speaker__username", "speaker__display_name")
    search_help_text = "Text, speaker, or id of the message"
    acts = (
        hide_act(
            done="The message was removed everywhere.",
            warning="Erases the text permanently, also on pages that are open now.",
        ),
    )

    @admin.display(description="message")
    def said(self, row: TalkLine) -> str:
        return str(row.text)

    @admin.display(description="speaker", ordering="speaker__username")
    def said_by(self, row: TalkLine) -> SafeString:
        return person_lines(row.speaker)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TalkLine]:
        return TalkLine.objects.select_related("speaker", "text")

    def name_of(self, row: TalkLine) -> str:
        return f"Message by {row.speaker}"

    def page_of(self, request: HttpRequest, row: TalkLine) -> dict[str, Any]:
        around = [replace(each, is_reported=False) for each in sky_lines_around(row.text_id)]
        return super().page_of(request, row) | {"around": around}
