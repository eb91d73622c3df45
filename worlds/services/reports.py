"""Reports to the moderators: filed once, claimed by one, decided once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from common.agent_mark import marked_agent, told_name
from common.errors import Conflict, Forbidden, InvalidInput, NotFound
from common.visible_text import cleaned
from worlds import limits
from worlds.event_types.stored import ChatMessage
from worlds.feed.event import carried
from worlds.feed.names import people
from worlds.models import PlayerText, Report, ReportMove, WorldEvent
from worlds.services.membership import access
from worlds.services.membership.access import find_world
from worlds.services.texts import keep_text


class OwnContent(Forbidden):
    code = "own_content"
    message = "You cannot report your own content."


class AboutYou(Forbidden):
    code = "about_you"
    message = "This report is about you. Another moderator must decide about it."


class AlreadyReported(Conflict):
    code = "already_reported"
    message = "You have already reported this. A moderator will review it."


class ReportMoved(Conflict):
    code = "stale_version"
    message = "Another moderator has changed this report. Reload it first."


class ReportClaimed(Conflict):
    code = "claimed"
    message = "Another moderator is reviewing this report."


class ReportDecided(Conflict):
    code = "already_decided"
    message = "This report has already been decided."


@dataclass(frozen=True, slots=True)
class Subject:
    """What is reported; `about` is whose it is, `called` how its reader knows them, where not by the name of their account."""

    kind: str
    id: uuid.UUID
    about: uuid.UUID
    text: PlayerText | None = None
    world_id: uuid.UUID | None = None
    called: str = ""


def reported_message(*, reader_id: uuid.UUID, message_id: str) -> Subject:
    """A message as its hearers know it, `wld_…:42`, the world and the number of its event. Raises NotFound."""
    world, _, number = message_id.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise NotFound("There is no message with this id.")
    world_id = find_world(user_id=reader_id, world_id=world)
    rows = WorldEvent.objects.filter(world_id=world_id, type=ChatMessage.TYPE, sequence=int(number))
    event = rows.select_related("text").first()
    if event is None or event.text is None or event.actor_id is None or not _heard(event, reader_id):
        raise NotFound("There is no message with this id.")
    return Subject(Report.Kind.MESSAGE, event.text.pk, event.actor_id, event.text, world_id)


def name_told(*, reader_id: uuid.UUID, subject: Subject) -> str:
    """What somebody may know of whose a subject is: as they are called in the world where it was met, else by their account."""
    if subject.called:
        return subject.called
    who = str(subject.about)
    if subject.world_id is None:
        return told_name(get_user_model().objects.get(pk=who))
    person = people.look_up(subject.world_id, [who])[who]
    if not access.is_fellow(user_id=reader_id, world_id=subject.world_id):
        person = person.as_outsiders_know()
    name = f"{person.known_as} ({person.name})" if person.known_as not in {"", person.name} else person.name
    return marked_agent(name, is_agent=person.is_agent)


def file_report(*, reporter_id: uuid.UUID, subject: Subject, reason: str) -> Report:
    """Report something, once while it is open. Raises InvalidInput without a reason, OwnContent, AlreadyReported."""
    if subject.about == reporter_id:
        raise OwnContent
    said = cleaned(reason)
    if not 1 <= len(said) <= limits.REPORT_REASON:
        fault = f"Describe the problem in at most {limits.REPORT_REASON} characters."
        raise InvalidInput(fault, reason=[fault])
    try:
        with transaction.atomic():
            return _filed(reporter_id, subject, said)
    except IntegrityError:
        raise AlreadyReported from None


@transaction.atomic
def claim_report(*, report_id: int, moderator_id: uuid.UUID, version: int | None = None) -> Report:
    """Take a report; nobody else can for CLAIM_LASTS. Raises NotFound and what `decide_report` raises."""
    row, now = _locked(report_id), timezone.now()
    _require_other(row, moderator_id)
    _check_open(row, moderator_id, version)
    row.claim(moderator_id, at=now)
    return _moved(row, "claimed", by=moderator_id, at=now)


@transaction.atomic
def release_report(*, report_id: int, moderator_id: uuid.UUID) -> Report:
    """Give a claim back; without one nothing happens. Raises NotFound."""
    row = _locked(report_id)
    if row.claimed_by_id != moderator_id:
        return row
    row.release()
    return _moved(row, "released", by=moderator_id, at=timezone.now())


@transaction.atomic
def decide_report(
    *, report_id: int, moderator_id: uuid.UUID, status: str, outcome: str, note: str, version: int | None = None
) -> Report:
    """Close a report, and with it every other open one about the same thing: one look is enough.

    Raises NotFound, InvalidInput without a note, AboutYou, ReportMoved, ReportClaimed, ReportDecided. Locks their rows in order.
    """
    said = cleaned(note)
    if not 1 <= len(said) <= limits.REPORT_NOTE:
        raise InvalidInput("Give a reason.", note=[f"Give a reason of at most {limits.REPORT_NOTE} characters."])
    same = _locked_with_its_like(report_id)
    row = next((each for each in same if each.pk == report_id), None)
    if row is None:
        raise NotFound("There is no report with this id.")
    _require_other(row, moderator_id)
    _check_open(row, moderator_id, version)
    row.status, row.outcome, row.decided_by_id, row.decided_at = status, outcome, moderator_id, timezone.now()
    row.note_text = keep_text(author_id=moderator_id, about_id=row.about_id, text=said)
    for each in same:
        _decide_like(row, each)
    return row


def _require_other(row: Report, moderator_id: uuid.UUID) -> None:
    """Raises AboutYou. Who runs a site may be its only moderator."""
    runs_it = get_user_model().objects.filter(pk=moderator_id, is_superuser=True)
    if row.about_id == moderator_id and not runs_it.exists():
        raise AboutYou


def open_others_about(row: Report) -> QuerySet[Report]:
    """The open reports about the same person but about something else: one decision does not close them."""
    others = Report.objects.filter(about=row.about_id, status=Report.Status.OPEN)
    return others.exclude(kind=row.kind, subject_id=row.subject_id)


def decide_others_about(row: Report, *, moderator_id: uuid.UUID) -> int:
    """Close them as one was that has just been decided, but for those that another moderator holds; how many that were.

    Assumes an open transaction; locks their rows in order.
    """
    others = open_others_about(row).select_for_update(of=("self",)).order_by("pk")
    now = timezone.now()
    free = [each for each in others if not each.is_claimed_by_other(moderator_id, at=now)]
    for each in free:
        _decide_like(row, each)
    return len(free)


def _decide_like(row: Report, each: Report) -> None:
    """Close one as `row` is decided."""
    assert row.decided_by_id is not None
    assert row.decided_at is not None
    each.status, each.outcome, each.note_text = row.status, row.outcome, row.note_text
    each.decided_by_id, each.decided_at = row.decided_by_id, row.decided_at
    each.release()
    _moved(each, row.outcome, by=row.decided_by_id, at=row.decided_at, why=row.note_text)


def _locked_with_its_like(report_id: int) -> list[Report]:
    """A report and the other open ones about the same thing: always locked in one order, whoever begins with which."""
    things = Report.objects.filter(pk=report_id).values_list("kind", "subject_id")
    kind, subject_id = things.first() or ("", None)
    like = Q(kind=kind, subject_id=subject_id, status=Report.Status.OPEN)
    rows = Report.objects.select_for_update(of=("self",)).filter(Q(pk=report_id) | like)
    return list(rows.order_by("pk"))


def _heard(event: WorldEvent, reader_id: uuid.UUID) -> bool:
    """Whether somebody could hear it: after one left, nothing; a moment before one came counts as told later."""
    known = access.last_event_known(user_id=reader_id, world_id=event.world_id)
    audience = carried(event)["audience"]
    return (known is None or event.sequence <= known) and (audience is None or str(reader_id) in audience)


def _filed(reporter_id: uuid.UUID, subject: Subject, said: str) -> Report:
    now = timezone.now()
    row = Report.objects.create(
        kind=subject.kind,
        subject_id=subject.id,
        about_id=subject.about,
        text=subject.text,
        reason=keep_text(author_id=reporter_id, about_id=subject.about, text=said),
        world_id=subject.world_id,
        reporter_id=reporter_id,
        created_at=now,
    )
    ReportMove.objects.create(report=row, version=row.version, did="reported", by_id=reporter_id, at=now)
    return row


def _locked(report_id: int) -> Report:
    row = Report.objects.select_for_update(of=("self",)).filter(pk=report_id).first()
    if row is None:
        raise NotFound("There is no report with this id.")
    return row


def _check_open(row: Report, moderator_id: uuid.UUID, version: int | None) -> None:
    if not row.is_open:
        raise ReportDecided(status=row.status)
    if version is not None and version != row.version:
        raise ReportMoved(status=row.status)
    if row.is_claimed_by_other(moderator_id, at=timezone.now()):
        raise ReportClaimed


def _moved(row: Report, did: str, *, by: uuid.UUID, at: datetime, why: PlayerText | None = None) -> Report:
    row.version += 1
    row.save()
    ReportMove.objects.create(report=row, version=row.version, did=did, by_id=by, why_text=why, at=at)
    return row
