"""What moderators are asked when they mute somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from common.form_fields import Prose
from profiles.admin.report_forms import OthersForm, others_open
from relations import limits
from relations.models import Mute
from worlds.models import Report

CHANNELS: Final = (
    (Mute.Channel.ALL, "All channels"),
    (Mute.Channel.WORLD, "To the whole world"),
    (Mute.Channel.ROOM, "To those at the same place"),
    (Mute.Channel.PARTY, "To a party"),
    (Mute.Channel.WHISPER, "Whispers"),
)
MINUTES: Final = 60
TOLD: Final = "The player sees this reason. It is also saved in the history."


def may_be_silenced(user: Any) -> bool:
    return user.anonymised_at is None and not user.is_staff


def told_where(data: Mapping[str, Any]) -> str:
    """` on the channel "room"`; empty for all."""
    return f" on the channel “{data['channel']}”" if data["channel"] else ""


class VoiceForm(forms.Form):
    channel = forms.ChoiceField(required=False, choices=CHANNELS, widget=UnfoldAdminSelectWidget)
    minutes = forms.IntegerField(
        min_value=limits.SILENCE_SHORTEST,
        max_value=limits.SILENCE_LONGEST,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "number"}),
        help_text="A day has 1440 minutes, a week 10080.",
    )


class SilenceForm(VoiceForm):
    reason = Prose(max_length=limits.SILENCE_REASON, widget=UnfoldAdminTextInputWidget, help_text=TOLD)

    field_order = ("reason", "channel", "minutes")


class SilenceReportedForm(VoiceForm, OthersForm):
    note = Prose(
        label="Reason",
        max_length=limits.SILENCE_REASON,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=TOLD,
    )

    field_order = ("note", "channel", "minutes", "others")


def reported_speech(row: Report) -> dict[str, Any]:
    """What the form about a report begins with."""
    return {**others_open(row), "minutes": MINUTES}
