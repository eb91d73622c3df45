"""What may be done about an improvisation: each act asks, and calls one service."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from common.backoffice import who
from common.backoffice.claims import Claims
from common.backoffice.queues import SeenForm, queue_act, seen
from common.form_fields import AsWritten, Prose
from improvisations import limits
from improvisations.admin.reasons import REASONS, whole_reason
from improvisations.models import Improvisation
from improvisations.services import reviewing, transitions, wording

MODERATE: Final = "improvisations.moderate"


class ApproveForm(SeenForm):
    notes = Prose(
        label="Message to the author",
        required=False,
        max_length=limits.NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text="Optional. The author sees it on their improvisation's page.",
    )


class RejectForm(SeenForm):
    template = forms.ChoiceField(
        label="Reason",
        required=False,
        choices=(("", "In my own words"), *REASONS),
        widget=UnfoldAdminSelectWidget,
    )
    notes = Prose(
        label="Note to the author",
        required=False,
        max_length=limits.NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="The author sees the reason and this note above the draft, which they can edit and resubmit.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not whole_reason(given.get("template", ""), given.get("notes", "")):
            self.add_error("notes", "Give a reason, so that the author knows what to change.")
        return given


class RewordForm(SeenForm):
    wording = AsWritten(
        label="Wording as an option",
        required=False,
        max_length=limits.OPTION_TEXT,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="The text of the option. The author's own words stay in the history. Leave empty to use them.",
    )


def claim_idea(row: Improvisation, moderator_id: uuid.UUID, version: int | None) -> None:
    reviewing.claim_idea(improvisation_id=row.pk, moderator_id=moderator_id, version=version)


def release_idea(row: Improvisation, moderator_id: uuid.UUID) -> None:
    reviewing.release_idea(improvisation_id=row.pk, moderator_id=moderator_id)


def approve_idea(request: HttpRequest, row: Improvisation, data: Mapping[str, Any]) -> str:
    row = reviewing.approve_idea(
        improvisation_id=row.pk, moderator_id=who(request), notes=data["notes"], version=data["seen_version"]
    )
    noted = transitions.noted_by_system(row)
    return "The improvisation was approved. Its author can see the decision." + (
        f" The system {noted}" if noted else ""
    )


def reject_idea(request: HttpRequest, row: Improvisation, data: Mapping[str, Any]) -> str:
    notes = whole_reason(data["template"], data["notes"])
    reviewing.reject_idea(improvisation_id=row.pk, moderator_id=who(request), notes=notes, version=data["seen_version"])
    return "The improvisation was rejected. Its author can edit and resubmit it."


def reword_idea(request: HttpRequest, row: Improvisation, data: Mapping[str, Any]) -> str:
    wording.reword_option(
        improvisation_id=row.pk, moderator_id=who(request), wording=data["wording"], version=data["seen_version"]
    )
    return "The wording was saved."


def is_pending(row: Improvisation) -> bool:
    return row.is_pending


CLAIM, RELEASE = Claims(MODERATE, is_pending, claim_idea, release_idea, lambda _row: "this improvisation").acts()
APPROVE: Final = queue_act("approve", "Approve", "check", MODERATE, approve_idea, fits=is_pending, form=ApproveForm)
REJECT: Final = queue_act(
    "reject", "Reject", "close", MODERATE, reject_idea, fits=is_pending, form=RejectForm, tone="danger"
)
REWORD: Final = queue_act(
    "reword",
    "Edit wording",
    "edit",
    MODERATE,
    reword_idea,
    fits=lambda row: row.status in wording.OPEN,
    form=RewordForm,
    initial=lambda row: {**seen(row), "wording": row.wording or " ".join(str(row.input_text).split())},
)
