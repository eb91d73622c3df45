"""Reports about whatever people can meet, and what moderators do about them: the deed and the decision are one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from common.errors import Conflict, InvalidInput, NotFound
from common.ids import lookup
from improvisations.services import reviewing, visibility
from profiles.models import User
from profiles.services import budgets, moderation
from profiles.services.report_priority import weigh_reports
from relations.services import silences
from worlds.models import Report
from worlds.services import hiding
from worlds.services import reports as desk
from worlds.services.games.story_links import close_link, open_link
from worlds.services.reports import Subject
from worlds.services.staff_feed import StaffLine

KINDS: Final = tuple(Report.Kind.values)
Decide = Callable[..., Report]
Find = Callable[[uuid.UUID, str], Subject]
Around = Callable[[uuid.UUID], Sequence[StaffLine]]
OTHER_KINDS: Final[dict[str, Find]] = {}  # of apps above this one
AROUND: Final[dict[str, Around]] = {}  # what was said around a text that was reported as one of these kinds
HIDDEN, REJECTED, SUSPENDED, DISMISSED = "text removed", "improvisation rejected", "account suspended", "dismissed"
CLOSED: Final = "public link closed"
SILENCED: Final = "player muted"


@dataclass(frozen=True, slots=True)
class Closed:
    """A report that was decided, and how many others about the same person were closed with it."""

    report: Report
    others: int


def subject_of(*, reader_id: uuid.UUID, kind: str, subject_id: str) -> Subject:
    """What somebody may report, which is what they may see. Raises NotFound, InvalidInput for an unknown kind."""
    if kind == Report.Kind.MESSAGE:
        return desk.reported_message(reader_id=reader_id, message_id=subject_id)
    if kind == Report.Kind.IMPROVISATION:
        row = visibility.visible_improvisation(reader_id=reader_id, improvisation_id=subject_id)
        return Subject(kind, row.pk, row.author_id, row.input_text, row.world_id)
    if kind == Report.Kind.PLAYER:
        return _player(subject_id)
    if kind == Report.Kind.STORY:
        session = open_link(subject_id).session
        return Subject(kind, session.pk, session.user_id)
    if kind in OTHER_KINDS:
        return OTHER_KINDS[kind](reader_id, subject_id)
    raise InvalidInput(
        "Report a message, an improvisation, a player, a story, a comment or a line.",
        kind=[f"Must be one of {', '.join(KINDS)}."],
    )


def add_kind(kind: str, find: Find) -> None:
    """Let a kind be reported: `find` takes the reader's id and the subject's, and raises NotFound. Called from an app's `ready`."""
    assert OTHER_KINDS.setdefault(kind, find) is find, f"two apps report a {kind}"


def add_around(kind: str, lines_around: Around) -> None:
    """Let moderators read what was said around a reported text, given its id. Called from an app's `ready`."""
    assert AROUND.setdefault(kind, lines_around) is lines_around, f"two apps tell what is around a {kind}"


def report_anything(*, reporter_id: uuid.UUID, kind: str, subject_id: str, reason: str) -> Report:
    """Tell the moderators. Raises NotFound, InvalidInput, OwnContent, AlreadyReported, RateLimited."""
    subject = subject_of(reader_id=reporter_id, kind=kind, subject_id=subject_id)
    budgets.REPORTS.spend(str(reporter_id))
    row = desk.file_report(reporter_id=reporter_id, subject=subject, reason=reason)
    weigh_reports([row.about_id])
    return row


@transaction.atomic
def hide_words(*, report_id: int, moderator_id: uuid.UUID, note: str, version: int | None = None) -> Report:
    """Erase the reported words at every door. Raises Conflict where none were reported, and what `desk.decide_report` raises."""
    row = _resolve(report_id, moderator_id, HIDDEN, note, version)
    if row.text_id is None:
        raise Conflict("This report is not about a text, so there is nothing to hide.")
    hiding.hide_message(moderator_id=moderator_id, text_id=row.text_id, reason=row.note)
    return row


@transaction.atomic
def reject_improvisation(*, report_id: int, moderator_id: uuid.UUID, note: str, version: int | None = None) -> Report:
    """Turn the reported improvisation down; its author reads the note. Raises as `reviewing.reject_idea` and `desk.decide_report` do."""
    row = _resolve(report_id, moderator_id, REJECTED, note, version)
    if row.kind != Report.Kind.IMPROVISATION:
        raise Conflict("This report is not about an improvisation.")
    reviewing.reject_idea(improvisation_id=row.subject_id, moderator_id=moderator_id, notes=row.note)
    return row


@transaction.atomic
def close_story(*, report_id: int, moderator_id: uuid.UUID, note: str, version: int | None = None) -> Report:
    """Close the public link to the reported story for good. Raises Conflict for another report, and what `desk.decide_report` raises."""
    row = _resolve(report_id, moderator_id, CLOSED, note, version)
    if row.kind != Report.Kind.STORY:
        raise Conflict("This report is not about a public story.")
    close_link(row.subject_id)
    return row


@transaction.atomic
def suspend_player(
    *,
    report_id: int,
    moderator_id: uuid.UUID,
    note: str,
    until: datetime | None = None,
    version: int | None = None,
) -> Report:
    """Shut the account that it is about, until a moment or for good. Raises as `moderation.suspend_account` and `desk.decide_report` do."""
    row = _resolve(report_id, moderator_id, SUSPENDED, note, version)
    moderation.suspend_account(
        user_id=row.about_id,
        moderator_id=moderator_id,
        reason=row.note,
        until=until,
        report_id=row.pk,
    )
    return row


@transaction.atomic
def silence_reported(
    *,
    report_id: int,
    moderator_id: uuid.UUID,
    note: str,
    minutes: int,
    channel: str = "",
    version: int | None = None,
) -> Report:
    """Take the voice of the player that it is about, on one channel or on all. Raises as `silences.silence_player` and `desk.decide_report` do."""
    row = _resolve(report_id, moderator_id, SILENCED, note, version)
    silences.silence_player(
        user_id=row.about_id, moderator_id=moderator_id, minutes=minutes, reason=row.note, channel=channel
    )
    return row


@transaction.atomic
def close_all_about(decide: Decide, *, report_id: int, moderator_id: uuid.UUID, **how: Any) -> Closed:
    """Decide about one report, and close every other open one about that person but those that another moderator holds.

    `decide` is one of the decisions here, and raises what it raises by itself.
    """
    row = decide(report_id=report_id, moderator_id=moderator_id, **how)
    return Closed(row, desk.decide_others_about(row, moderator_id=moderator_id))


@transaction.atomic
def dismiss_report(*, report_id: int, moderator_id: uuid.UUID, note: str, version: int | None = None) -> Report:
    """Leave it all as it is, and say why. Raises what `desk.decide_report` raises."""
    how = {"status": Report.Status.DISMISSED, "outcome": DISMISSED, "note": note, "version": version}
    return _decide(report_id, moderator_id, **how)


def _resolve(report_id: int, moderator_id: uuid.UUID, outcome: str, note: str, version: int | None) -> Report:
    how = {"status": Report.Status.RESOLVED, "outcome": outcome, "note": note, "version": version}
    return _decide(report_id, moderator_id, **how)


def _decide(report_id: int, moderator_id: uuid.UUID, **how: Any) -> Report:
    row = desk.decide_report(report_id=report_id, moderator_id=moderator_id, **how)
    weigh_reports([row.about_id])  # what stays open about them has lost a reporter
    return row


def _player(subject_id: str) -> Subject:
    user = User.objects.filter(**lookup(subject_id, "usr")).first()
    if user is None:
        raise NotFound("There is no player with this id.")
    return Subject(Report.Kind.PLAYER, user.pk, user.pk)
