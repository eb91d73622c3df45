"""The queue of reports, and the plain page that fills it."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from profiles.models import User
from profiles.services import reports
from relations.services.silences import silence_of
from tests.admin_pages import act, page, read, rows
from tests.staff import moderator, signed_in, staff_with
from worlds.models import Report
from worlds.services import reports as desk

ACTS = ("claim", "release", "hide", "reject", "mute", "suspend", "dismiss")
EVIL = "<script>alert('kleene')</script>"


@pytest.fixture
def kael(db: None) -> User:
    user: User = User.objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def filed(ada: User, kael: User) -> Report:
    return reports.report_anything(reporter_id=kael.pk, kind="player", subject_id=ada.short_id, reason=f"Rude. {EVIL}")


def facts(row: Report) -> tuple[object, ...]:
    fresh = Report.objects.get(pk=row.pk)
    return fresh.status, fresh.version, fresh.claimed_by_id, fresh.note


def test_a_player_reports_another_by_a_plain_form(ada: User, kael: User) -> None:
    window = signed_in(kael)
    path = f"/report/player/{ada.short_id}"
    assert path in read(window, f"/players/{ada.short_id}")
    assert "Report Ada" in read(window, path)
    assert not Report.objects.exists()
    told = window.post(path, {"reason": "Sells lamps."}, follow=True).content.decode()
    assert "A moderator will review your report" in told
    assert "You have already reported this." in window.post(path, {"reason": "Still."}).content.decode()
    assert str(Report.objects.get().reason) == "Sells lamps."


def test_own_pages_and_what_is_not_there_cannot_be_reported(ada: User, client: Client) -> None:
    window = signed_in(ada)
    assert window.get(f"/report/player/{ada.short_id}").status_code == 403
    assert window.get("/report/player/usr_aaaaaaaa").status_code == 404
    assert window.get("/report/planet/earth").status_code == 400
    assert "/report/" not in read(window, f"/players/{ada.short_id}")
    assert client.get(f"/report/player/{ada.short_id}").status_code == 302


def test_a_report_is_listed_read_and_dismissed(mira: Client, ada: User, filed: Report) -> None:
    listed = read(mira, rows(Report))
    shown = read(mira, page(filed))
    for told in (listed, shown):
        assert "Ada" in told
        assert "Kael" in told
        assert "&lt;script&gt;" in told
        assert "<script>alert" not in told
    told = mira.post(act(filed, "dismiss"), {"seen_version": 1, "note": "A joke."}, follow=True).content.decode()
    assert facts(filed)[0] == "dismissed"
    assert "Dismissed</b> by Mira" in told
    assert "Nothing is waiting" in read(mira, rows(Report))


def test_suspending_from_a_report_ends_the_account_and_the_report(mira: Client, ada: User, filed: Report) -> None:
    mira.post(act(filed, "suspend"), {"seen_version": 1, "note": "Sold lamps.", "length": "good"})
    ada.refresh_from_db()
    assert not ada.is_active
    assert facts(filed)[0] == "resolved"


def test_a_speaker_is_muted_from_a_report_in_one_step(mira: Client, ada: User, filed: Report) -> None:
    assert act(filed, "mute") in read(mira, page(filed))
    given = {"seen_version": 1, "note": "Shouts.", "minutes": 30, "channel": "room"}
    told = mira.post(act(filed, "mute"), given, follow=True).content.decode()
    assert "Ada can play, but not talk on the channel “room”, for 30 minutes." in told
    silence = silence_of(ada.pk, channel="room")
    assert silence is not None
    assert (silence.reason, silence.by.username, silence_of(ada.pk, channel="world")) == ("Shouts.", "mira", None)
    assert facts(filed)[0] == "resolved"


def test_of_two_moderators_one_wins_and_the_other_keeps_what_they_wrote(mira: Client, filed: Report) -> None:
    other = signed_in(moderator("nils"))
    mira.post(act(filed, "dismiss"), {"seen_version": 1, "note": "A joke."})
    answer = other.post(
        act(filed, "suspend"), {"seen_version": 1, "note": "My long and careful note.", "length": "good"}
    )
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Mira closed it: dismissed" in told
    assert "My long and careful note." in told
    assert facts(filed)[0] == "dismissed"


@pytest.mark.parametrize("name", ACTS)
def test_a_get_changes_nothing_and_who_may_only_look_forges_in_vain(mira: Client, filed: Report, name: str) -> None:
    before = facts(filed)
    assert mira.get(f"{act(filed, name)}?seen_version=1&note=x").status_code == 200
    clerk = signed_in(staff_with("worlds.view_report"))
    assert act(filed, name) not in read(clerk, page(filed))
    assert clerk.post(act(filed, name), {"seen_version": 1, "note": "x"}).status_code == 403
    assert clerk.post(f"{rows(Report)}bulk/", {"act": name, "row": filed.pk}).status_code == 403
    assert facts(filed) == before


def test_many_are_dismissed_at_once_after_a_page_that_lists_them(mira: Client, ada: User, filed: Report) -> None:
    listed = mira.post(f"{rows(Report)}bulk/", {"act": "dismiss", "row": filed.pk}).content.decode()
    assert "Nothing has been changed yet" in listed
    assert facts(filed)[0] == "open"
    given = {"act": "dismiss", "row": filed.pk, f"version-{filed.pk}": 1, "confirmed": "yes", "note": "Noise."}
    mira.post(f"{rows(Report)}bulk/", given)
    assert facts(filed)[0] == "dismissed"


@pytest.fixture
def others(ada: User, kael: User, filed: Report) -> list[Report]:
    """Two further open reports about Ada; a moderator holds the second."""
    made = [
        desk.file_report(
            reporter_id=kael.pk, subject=desk.Subject("improvisation", uuid.uuid4(), ada.pk), reason="Rude, too."
        )
        for _ in range(2)
    ]
    desk.claim_report(report_id=made[1].pk, moderator_id=moderator("nils").pk)
    return made


def test_suspending_offers_to_close_the_other_open_reports(
    mira: Client, ada: User, filed: Report, others: list[Report]
) -> None:
    told = read(mira, act(filed, "suspend"))
    assert "Suspend Ada" in told
    assert "Also close 2 other open reports about Ada" in told
    given = {"seen_version": 1, "note": "Sold lamps.", "length": "week", "others": "on"}
    mira.post(act(filed, "suspend"), given)
    assert [facts(row)[0] for row in (filed, *others)] == ["resolved", "resolved", "open"]
    assert facts(others[0])[3] == "Sold lamps."
    assert User.objects.get(pk=ada.pk).suspended_until is not None


def test_without_that_wish_other_reports_stay_open(mira: Client, filed: Report, others: list[Report]) -> None:
    mira.post(act(filed, "suspend"), {"seen_version": 1, "note": "Sold lamps.", "length": "day"})
    assert [facts(row)[0] for row in (filed, *others)] == ["resolved", "open", "open"]


def test_nothing_is_offered_where_there_is_no_other(mira: Client, filed: Report) -> None:
    assert "Also close" not in read(mira, act(filed, "suspend"))


def test_whoever_decides_goes_on_to_the_oldest_report_that_nobody_has_claimed(
    mira: Client, ada: User, kael: User, filed: Report
) -> None:
    moth: User = User.objects.create_user("moth", display_name="Moth")
    claimed = reports.report_anything(reporter_id=ada.pk, kind="player", subject_id=kael.short_id, reason="Loud.")
    free = reports.report_anything(reporter_id=ada.pk, kind="player", subject_id=moth.short_id, reason="Louder.")
    signed_in(moderator("nils")).post(act(claimed, "claim"), {"seen_version": 1})
    assert page(free) in read(mira, page(filed))
    answer = mira.post(act(filed, "dismiss"), {"seen_version": 1, "note": "A joke."})
    assert answer.headers["Location"] == page(free)
    assert "The report about Ada is closed." in read(mira, page(free))
    assert mira.post(act(free, "dismiss"), {"seen_version": 1, "note": "No."}).headers["Location"] == page(free)


def test_claiming_stays_on_the_report(mira: Client, ada: User, kael: User, filed: Report) -> None:
    reports.report_anything(reporter_id=ada.pk, kind="player", subject_id=kael.short_id, reason="Loud.")
    assert mira.post(act(filed, "claim"), {"seen_version": 1}).headers["Location"] == page(filed)


def test_the_queue_has_one_row_for_a_person_with_all_that_is_open_about_them(
    mira: Client, ada: User, filed: Report, others: list[Report]
) -> None:
    listed = read(mira, rows(Report))
    assert listed.count("data-row=") == 1
    assert "3 open reports" in listed
    shown = read(mira, page(filed))
    assert "Also open about Ada" in shown
    for other in others:
        assert page(other) in shown


def test_other_lists_show_every_report(mira: Client, filed: Report, others: list[Report]) -> None:
    assert read(mira, f"{rows(Report)}?status=all").count("data-row=") == 3
    assert read(mira, f"{rows(Report)}?q=ada").count("data-row=") == 3


def test_a_filter_finds_whoever_has_such_a_report_among_others(
    mira: Client, ada: User, filed: Report, others: list[Report]
) -> None:
    assert read(mira, f"{rows(Report)}?kind=improvisation").count("data-row=") == 1


def test_the_most_urgent_comes_first_and_says_why(mira: Client, ada: User, kael: User, filed: Report) -> None:
    urgent = reports.report_anything(reporter_id=ada.pk, kind="player", subject_id=kael.short_id, reason="Loud.")
    moth: User = User.objects.create_user("moth")
    reports.report_anything(reporter_id=moth.pk, kind="player", subject_id=kael.short_id, reason="Louder.")
    listed = read(mira, rows(Report))
    assert listed.index(page(urgent)) < listed.index(page(filed))
    assert "2 people reported" in listed
    shown = read(mira, page(urgent))
    assert "Priority 25" in shown
    assert "nothing offensive found in the texts" in shown


def test_dismissing_can_close_the_others_too(mira: Client, filed: Report, others: list[Report]) -> None:
    asked = read(mira, act(filed, "dismiss"))
    assert "Also close 2 other open reports about Ada" in asked
    given = {"seen_version": 1, "note": "A joke.", "others": "on"}
    told = mira.post(act(filed, "dismiss"), given, follow=True).content.decode()
    assert "The report about Ada is closed, and 1 more about them." in told
    assert [facts(row)[0] for row in (filed, *others)] == ["dismissed", "dismissed", "open"]


def test_comments_stand_under_every_report_about_the_person(mira: Client, filed: Report, others: list[Report]) -> None:
    mira.post(act(filed, "comment"), {"text": f"Has been warned. {EVIL}"})
    told = read(mira, page(others[0]))
    assert "Has been warned. &lt;script&gt;" in told
    clerk = signed_in(staff_with("worlds.view_report"))
    assert "Has been warned." in read(clerk, page(filed))
    assert clerk.post(act(filed, "comment"), {"text": "Hm."}).status_code == 403
