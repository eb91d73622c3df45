"""What people report, and what moderators do about it: filed once, decided once, and the deed with the decision."""

from __future__ import annotations

import uuid

import pytest

from common.errors import Conflict, Forbidden, InvalidInput, NotFound, RateLimited
from improvisations.models import Improvisation
from profiles.models import User
from profiles.services import reports
from tests.improvisations.conftest import Shares, elena, game, gate, mira, noor, plays, shared, shares, tried
from worlds.models import Report, SharedWorld
from worlds.services import chat
from worlds.services import reports as desk
from worlds.services.membership import creating, joining
from worlds.services.reports import AboutYou, AlreadyReported, OwnContent, ReportClaimed, ReportDecided, ReportMoved

__all__ = ["Shares", "elena", "game", "gate", "mira", "noor", "plays", "shared", "shares", "tried"]


@pytest.fixture
def kael(db: None) -> User:
    user: User = User.objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def nobody(db: None) -> User:
    user: User = User.objects.create_user("nobody")
    return user


@pytest.fixture
def world(elena: User, kael: User, gate: str) -> SharedWorld:
    made = creating.create_world(user_id=elena.pk, scenario_slug=gate).world
    joining.join_world(user_id=kael.pk, world_id=made.pk)
    return made


@pytest.fixture
def message(world: SharedWorld, elena: User) -> str:
    event = chat.send_message(user_id=elena.pk, world_id=world.pk, text="Out of my way.").event
    return f"{world.short_id}:{event.sequence}"


def report(by: User, kind: str, subject_id: str, reason: str = "Rude.") -> Report:
    return reports.report_anything(reporter_id=by.pk, kind=kind, subject_id=subject_id, reason=reason)


def test_a_message_is_reported_once_and_its_words_can_be_hidden(
    kael: User, elena: User, mira: User, world: SharedWorld, message: str
) -> None:
    row = report(kael, "message", message)
    assert (row.about_id, str(row.text), str(row.reason), row.world_id) == (
        elena.pk,
        "Out of my way.",
        "Rude.",
        world.pk,
    )
    with pytest.raises(AlreadyReported):
        report(kael, "message", message, "Still rude.")
    reports.hide_words(report_id=row.pk, moderator_id=mira.pk, note="Unkind.")
    row.refresh_from_db()
    assert (row.status, row.outcome, row.decided_by_id) == ("resolved", reports.HIDDEN, mira.pk)
    heard = chat.chat_history(user_id=kael.pk, world_id=world.pk)
    assert [event.removed for event in heard] == [True]
    assert [move.did for move in row.moves.all()] == ["reported", reports.HIDDEN]


def test_what_one_cannot_see_one_cannot_report(
    kael: User, nobody: User, world: SharedWorld, message: str, shared: Improvisation
) -> None:
    elena = shared.author
    whispered = chat.send_message(user_id=elena.pk, world_id=world.pk, text="Psst.", to=elena.pk).event
    for by, kind, subject_id in (
        (nobody, "message", message),
        (kael, "message", f"{world.short_id}:{whispered.sequence}"),
        (kael, "message", f"{world.short_id}:9999"),
        (kael, "message", "wld_aaaaaaaa:1"),
        (kael, "message", f"{world.short_id}:-1"),
        (kael, "message", ":::"),
        (kael, "improvisation", shared.short_id),
        (kael, "improvisation", "imp_aaaaaaaa"),
        (kael, "player", "usr_aaaaaaaa"),
        (kael, "player", "x' or 1=1"),
    ):
        with pytest.raises(NotFound):
            report(by, kind, subject_id)
    with pytest.raises(InvalidInput):
        report(kael, "world", world.short_id)
    assert not Report.objects.exists()


def test_nobody_reports_what_is_their_own(elena: User, message: str, shared: Improvisation) -> None:
    for kind, subject_id in (("message", message), ("improvisation", shared.short_id), ("player", elena.short_id)):
        with pytest.raises(OwnContent):
            report(elena, kind, subject_id)


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 501])
def test_a_reason_is_needed_and_has_an_end(kael: User, elena: User, reason: str) -> None:
    with pytest.raises(InvalidInput):
        report(kael, "player", elena.short_id, reason)


def test_reports_are_counted(kael: User, elena: User, settings: object) -> None:
    settings.RATE_REPORT = "1/hour"  # type: ignore[attr-defined]
    report(kael, "player", elena.short_id)
    with pytest.raises(RateLimited):
        report(kael, "player", elena.short_id)


def test_one_look_closes_every_open_report_about_the_same_thing(
    kael: User, nobody: User, elena: User, mira: User
) -> None:
    first, second = report(kael, "player", elena.short_id), report(nobody, "player", elena.short_id, "Me too.")
    reports.dismiss_report(report_id=second.pk, moderator_id=mira.pk, note="A joke among friends.")
    first.refresh_from_db()
    assert (first.status, first.note) == ("dismissed", "A joke among friends.")
    report(kael, "player", elena.short_id, "Again.")  # what was decided may be reported anew


def test_what_is_reported_and_why_it_is_closed_hold_nothing_that_cannot_be_seen(
    kael: User, elena: User, mira: User
) -> None:
    row = report(kael, "player", elena.short_id, "\u202eLoud\u2028and rude\u200b")
    reports.dismiss_report(
        report_id=row.pk, moderator_id=mira.pk, note="\u202eA joke\u0301\u0301\u0301\u0301\u0301\u0301"
    )
    row.refresh_from_db()
    assert row.reason.text == "Loud\nand rude"
    assert row.note == "A joke\u0301\u0301\u0301\u0301".replace("e\u0301", "\u00e9\u0301")
    with pytest.raises(InvalidInput):
        reports.dismiss_report(report_id=row.pk, moderator_id=mira.pk, note="\u200b")


def test_the_deed_and_the_decision_are_one(kael: User, mira: User, noor: User) -> None:
    row = report(kael, "player", noor.short_id)
    with pytest.raises(Forbidden):  # rank: one moderator does not suspend another
        reports.suspend_player(report_id=row.pk, moderator_id=mira.pk, note="Enough.")
    with pytest.raises(Conflict):
        reports.hide_words(report_id=row.pk, moderator_id=mira.pk, note="Enough.")
    row.refresh_from_db()
    assert (row.status, row.version) == ("open", 1)


def test_a_reported_player_is_suspended(kael: User, elena: User, mira: User) -> None:
    row = report(kael, "player", elena.short_id)
    reports.suspend_player(report_id=row.pk, moderator_id=mira.pk, note="Sold lamps.")
    elena.refresh_from_db()
    assert not elena.is_active
    assert elena.suspended_reason == "Sold lamps."
    assert elena.suspensions.get().report == row


def test_a_reported_improvisation_is_rejected_with_the_note(
    kael: User, elena: User, mira: User, shared: Improvisation
) -> None:
    subject = desk.Subject("improvisation", shared.pk, elena.pk, shared.input_text)
    row = desk.file_report(reporter_id=kael.pk, subject=subject, reason="Copied.")
    reports.reject_improvisation(report_id=row.pk, moderator_id=mira.pk, note="Somebody else wrote this.")
    shared.refresh_from_db()
    assert (shared.status, shared.reviewer_notes) == ("rejected", "Somebody else wrote this.")


def test_two_moderators_one_report(kael: User, elena: User, mira: User, noor: User) -> None:
    row = report(kael, "player", elena.short_id)
    desk.claim_report(report_id=row.pk, moderator_id=mira.pk, version=1)
    with pytest.raises(ReportClaimed):
        reports.dismiss_report(report_id=row.pk, moderator_id=noor.pk, note="No.")
    with pytest.raises(ReportMoved):
        desk.claim_report(report_id=row.pk, moderator_id=noor.pk, version=1)
    desk.release_report(report_id=row.pk, moderator_id=mira.pk)
    reports.dismiss_report(report_id=row.pk, moderator_id=noor.pk, note="No.")
    with pytest.raises(ReportDecided):
        reports.dismiss_report(report_id=row.pk, moderator_id=mira.pk, note="Yes.")
    with pytest.raises(NotFound):
        desk.claim_report(report_id=0, moderator_id=mira.pk)
    assert uuid.UUID(str(row.subject_id)) == elena.pk


def test_a_report_about_a_moderator_is_decided_by_another(kael: User, mira: User, noor: User, message: str) -> None:
    row = report(kael, "message", message)
    Report.objects.filter(pk=row.pk).update(about_id=mira.pk)
    with pytest.raises(AboutYou):
        desk.claim_report(report_id=row.pk, moderator_id=mira.pk)
    with pytest.raises(AboutYou):
        reports.dismiss_report(report_id=row.pk, moderator_id=mira.pk, note="No.")
    assert reports.dismiss_report(report_id=row.pk, moderator_id=noor.pk, note="No.").status != "open"
