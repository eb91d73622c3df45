"""What may be done about a report: each act asks, and calls one service."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

from common.backoffice import Act, who
from common.backoffice.actions import Perform
from common.backoffice.claims import Claims
from common.backoffice.queues import queue_act
from profiles.admin.report_forms import AuthorNoteForm, NoteForm, others_open
from profiles.admin.silencing import SilenceReportedForm, may_be_silenced, reported_speech, told_where
from profiles.admin.suspending import SuspendReportedForm, may_be_suspended, reported_by
from profiles.services import reports
from worlds.models import Report
from worlds.services import reports as desk

HANDLE: Final = "worlds.handle_report"


def claim_report(row: Report, moderator_id: uuid.UUID, version: int | None) -> None:
    desk.claim_report(report_id=row.pk, moderator_id=moderator_id, version=version)


def release_report(row: Report, moderator_id: uuid.UUID) -> None:
    desk.release_report(report_id=row.pk, moderator_id=moderator_id)


def is_open(row: Report) -> bool:
    return row.is_open


def deciding_by(decide: reports.Decide, told: str) -> Perform:
    """What an act performs: one service, with the moderator's reason."""

    def perform(request: HttpRequest, row: Report, data: Mapping[str, Any]) -> str:
        return f"{told} {close_and_tell(request, row, decide, data, note=data['note'])}"

    return perform


def suspend_reported(request: HttpRequest, row: Report, data: Mapping[str, Any]) -> str:
    closed = close_and_tell(request, row, reports.suspend_player, data, note=data["note"], until=data["ends_at"])
    return f"{row.about} is suspended and signed out everywhere. {closed}"


def silence_reported(request: HttpRequest, row: Report, data: Mapping[str, Any]) -> str:
    how = {"note": data["note"], "minutes": data["minutes"], "channel": data["channel"]}
    closed = close_and_tell(request, row, reports.silence_reported, data, **how)
    return f"{row.about} can play, but not talk{told_where(data)}, for {data['minutes']} minutes. {closed}"


def close_and_tell(
    request: HttpRequest, row: Report, decide: reports.Decide, data: Mapping[str, Any], **how: Any
) -> str:
    """Decide about a report, and about the others where that was asked for; which are closed, in a sentence."""
    how |= {"report_id": row.pk, "moderator_id": who(request), "version": data["seen_version"]}
    if not data.get("others"):
        decide(**how)
        return f"The report about {row.about} is closed."
    others = reports.close_all_about(decide, **how).others
    return f"The report about {row.about} is closed, and {others} more about them."


def report_act(name: str, label: str, icon: str, perform: Any, **how: Any) -> Act:
    return queue_act(
        name, label, icon, how.pop("permission", HANDLE), perform, **{"form": NoteForm, "initial": others_open, **how}
    )


ACTS: Final = (
    *Claims(HANDLE, is_open, claim_report, release_report, lambda row: f"the report about {row.about}").acts(),
    report_act(
        "hide",
        "Remove the text",
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
        "close",
        "Close the public link",
        "link_off",
        deciding_by(reports.close_story, "The public link was closed."),
        fits=lambda row: row.is_open and row.kind == Report.Kind.STORY,
        warning="The story cannot be read at its link any more, and its player cannot create another one.",
    ),
    report_act(
        "mute",
        "Mute the player",
        "voice_over_off",
        silence_reported,
        permission="relations.add_silence",
        form=SilenceReportedForm,
        initial=reported_speech,
        fits=lambda row: row.is_open and may_be_silenced(row.about),
        warning="The player can play on in every world, but not talk there. It ends by itself.",
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
