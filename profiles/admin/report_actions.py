"""What may be done about a report: each act asks, and calls one service."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextareaWidget

from common.backoffice import Act, who
from common.backoffice.claims import Claims
from common.backoffice.queues import SeenForm, queue_act
from common.form_fields import Prose
from profiles.admin.suspending import SuspendReportedForm, may_be_suspended, reported_by
from profiles.services import reports
from worlds import limits
from worlds.models import Report
from worlds.services import reports as desk

HANDLE: Final = "worlds.handle_report"


class NoteForm(SeenForm):
    note = Prose(
        label="Note",
        max_length=limits.REPORT_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Saved in the history, for other moderators.",
    )


class AuthorNoteForm(NoteForm):
    note = Prose(
        label="Note",
        max_length=limits.REPORT_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="The author sees it above the draft, which they can edit.",
    )


def claim_report(row: Report, moderator_id: uuid.UUID, version: int | None) -> None:
    desk.claim_report(report_id=row.pk, moderator_id=moderator_id, version=version)


def release_report(row: Report, moderator_id: uuid.UUID) -> None:
    desk.release_report(report_id=row.pk, moderator_id=moderator_id)


def is_open(row: Report) -> bool:
    return row.is_open


def deciding_by(decide: Any, told: str) -> Any:
    """What an act performs: one service, with the moderator's reason."""

    def perform(request: HttpRequest, row: Report, data: Mapping[str, Any]) -> str:
        decide(report_id=row.pk, moderator_id=who(request), note=data["note"], version=data["seen_version"])
        return f"{told} The report about {row.about} is closed."

    return perform


def suspend_reported(request: HttpRequest, row: Report, data: Mapping[str, Any]) -> str:
    decide = reports.suspend_and_close_others if data.get("others") else reports.suspend_player
    how = {"note": data["note"], "until": data["ends_at"], "version": data["seen_version"]}
    decide(report_id=row.pk, moderator_id=who(request), **how)
    others = " The other open reports about this player are closed too." if data.get("others") else ""
    return f"{row.about} is suspended and signed out everywhere. The report is closed.{others}"


def report_act(name: str, label: str, icon: str, perform: Any, **how: Any) -> Act:
    return queue_act(name, label, icon, how.pop("permission", HANDLE), perform, **{"form": NoteForm, **how})


ACTS: Final = (
    *Claims(HANDLE, is_open, claim_report, release_report, lambda row: f"the report about {row.about}").acts(),
    report_act(
        "hide",
        "Hide the text",
        "visibility_off",
        deciding_by(reports.hide_words, "The text was removed everywhere."),
        fits=lambda row: row.is_open and row.text_id is not None and row.text.redacted_at is None,
        warning="Erases the text permanently, wherever it was shown. The log keeps the event without the text. An improvisation that is part of a story stays there until it is undone on its own page.",
    ),
    report_act(
        "reject",
        "Reject the improvisation",
        "close",
        deciding_by(reports.reject_improvisation, "The improvisation was rejected."),
        permission="improvisations.moderate",
        form=AuthorNoteForm,
        fits=lambda row: row.is_open and row.kind == Report.Kind.IMPROVISATION,
    ),
    report_act(
        "suspend",
        "Suspend the player",
        "block",
        suspend_reported,
        permission="profiles.suspend_user",
        form=SuspendReportedForm,
        initial=reported_by,
        fits=lambda row: row.is_open and may_be_suspended(row.about),
        warning="Every sign-in and token of the account is revoked immediately.",
        tone="danger",
    ),
    report_act(
        "dismiss",
        "Dismiss",
        "check",
        deciding_by(reports.dismiss_report, "Nothing was changed."),
        fits=is_open,
    ),
)
