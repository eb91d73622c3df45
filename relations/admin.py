"""The back office of relations: the history of silences. Whom people mute, block and follow is theirs alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.backoffice import Act, ReadOnlyAdmin, person_lines, who
from relations.models import Silence
from relations.services.silences import lift_silence


def give_voice_back(request: HttpRequest, silence: Silence, _data: Mapping[str, Any]) -> str:
    lift_silence(user_id=silence.user_id, moderator_id=who(request))
    return "The player can talk again."


@admin.register(Silence)
class SilenceAdmin(ReadOnlyAdmin):
    list_display = ("player", "channel", "began_at", "until", "by", "lifted_at", "lifted_by")
    list_select_related = ("user", "by", "lifted_by")
    search_fields = ("user__username", "user__display_name", "=user__short_id")
    search_help_text = "Name or id of the player"
    acts = (
        Act(
            name="lift",
            label="Unmute",
            icon="volume_up",
            permission="relations.change_silence",
            perform=give_voice_back,
            fits=lambda silence: silence.lifted_at is None,
        ),
    )

    @admin.display(description="Player", ordering="user__username")
    def player(self, silence: Silence) -> SafeString:
        return person_lines(silence.user)
