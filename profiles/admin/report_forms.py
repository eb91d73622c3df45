"""What moderators are asked when they decide about a report."""

from __future__ import annotations

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldBooleanWidget

from common.backoffice.queues import SeenForm, seen
from common.form_fields import Prose
from worlds import limits
from worlds.models import Report
from worlds.services import reports as desk


class OthersForm(SeenForm):
    """`cleaned_data["others"]`: whether the other open reports about the person are closed as well."""

    others = forms.BooleanField(
        label="Also close the other open reports about the same player", required=False, widget=UnfoldBooleanWidget
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = self.initial.get("open_others")
        if count:
            noun = "report" if count == 1 else "reports"
            self.fields["others"].label = f"Also close {count} other open {noun} about {self.initial['name']}"
        elif count == 0:
            del self.fields["others"]


class NoteForm(OthersForm):
    note = Prose(
        label="Note",
        max_length=limits.REPORT_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Saved in the history, for other moderators.",
    )

    field_order = ("note", "others")


class AuthorNoteForm(NoteForm):
    note = Prose(
        label="Note",
        max_length=limits.REPORT_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="The author sees it above the draft, which they can edit.",
    )


def others_open(row: Report) -> dict[str, Any]:
    """What a form about one report begins with: closing the others is offered, not presumed."""
    return {**seen(row), "open_others": desk.open_others_about(row).count(), "name": str(row.about)}
