"""What moderators are asked when they suspend somebody."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminRadioSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from common.form_fields import Prose
from profiles import limits
from profiles.admin.report_forms import OthersForm, others_open
from profiles.models import User
from worlds.models import Report

SPANS: Final = {"day": timedelta(days=1), "week": timedelta(days=7)}
LENGTHS: Final = (("day", "One day"), ("week", "Seven days"), ("good", "Permanently"), ("date", "Until a date"))
TOLD: Final = "The player sees this reason together with how to appeal. It is also saved in the history."


def may_be_suspended(user: Any) -> bool:
    return user.suspended_at is None and user.anonymised_at is None


class LengthForm(forms.Form):
    """`cleaned_data["ends_at"]` is when it ends, aware; None for good."""

    length = forms.ChoiceField(label="Duration", choices=LENGTHS, widget=UnfoldAdminRadioSelectWidget)
    until = forms.DateField(
        label="Until the start of (UTC)",
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
        help_text="Only for “Until a date”.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        length, until = given.get("length"), given.get("until")
        if length in SPANS:
            return {**given, "ends_at": timezone.now() + SPANS[length]}
        if length != "date":
            return {**given, "ends_at": None}
        ends_at = datetime.combine(until, time.min, UTC) if until else None
        if ends_at is None or ends_at <= timezone.now():
            self.add_error("until", "Choose a date in the future.")
        return {**given, "ends_at": ends_at}


class SuspendForm(LengthForm):
    reason = Prose(
        max_length=limits.SUSPENSION_REASON,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=TOLD,
    )

    field_order = ("reason", "length", "until")


class SuspendReportedForm(LengthForm, OthersForm):
    note = Prose(
        label="Reason",
        max_length=limits.SUSPENSION_REASON,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=TOLD,
    )
    field_order = ("note", "length", "until", "others")


def default_length(_user: User) -> dict[str, Any]:
    return {"length": "week"}


def reported_by(row: Report) -> dict[str, Any]:
    """What the form about a report begins with: a suspended person has no further reports to decide in the queue."""
    return {**others_open(row), "length": "week", "others": True}
