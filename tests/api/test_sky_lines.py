"""Lines of the sky over the API: read later, reported, hidden, exported, erased, and forgotten after a while."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from cosmos import limits
from cosmos.models import CosmosEvent, TalkLine
from cosmos.services.lines import ToldLine
from cosmos.services.removing import forget_old_lines, tell_hidden_lines
from cosmos.services.talking import take_line
from cosmos.services.visitors import describe_visitors
from presence.services.visibility import set_visible
from profiles.models import User
from profiles.services import deletion, export, reports
from relations.models import Silence
from relations.services import blocks, mutes
from tests.api.claims import refusal
from tests.cosmos.conftest import elena, mira
from worlds.models import ModerationRecord, PlayerText, Report

__all__ = ["elena", "mira"]

CHAT, REPORTS = "/api/v1/cosmos/chat", "/api/v1/reports"
SignedIn = Callable[[User], APIClient]


def says(person: User, text: str = "So would I.") -> ToldLine:
    return take_line(user_id=person.pk, text=text, visitor=describe_visitors([person.pk])[person.pk])


def read(client: APIClient) -> list[dict[str, Any]]:
    answer = client.get(CHAT)
    assert answer.status_code == 200, answer.content
    lines: list[dict[str, Any]] = answer.json()["results"]
    return lines


def texts(client: APIClient) -> list[str]:
    return [line["text"] for line in read(client)]


def page_of(moderator: User, page: str) -> str:
    client = Client()
    client.force_login(moderator)
    answer = client.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def age(line: ToldLine) -> None:
    old = timezone.now() - timedelta(days=limits.LINE_DAYS, minutes=1)
    TalkLine.objects.filter(short_id=line.line_id).update(said_at=old)


def test_lines_are_read_later_the_newest_first_with_who_said_them(adas: APIClient, ada: User, elena: User) -> None:
    set_visible(user_id=elena.pk, visible=True)
    for person, text in ((elena, "One."), (ada, "Two <b>.")):
        says(person, text)
    mine, hers = read(adas)
    assert (mine["text"], mine["is_own"], mine["author"]) == ("Two <b>.", True, None)
    assert (hers["text"], hers["is_own"], hers["author"]["user_id"]) == ("One.", False, elena.short_id)
    assert adas.get(CHAT, {"limit": 1}).json()["results"] == [mine]
    refusal(APIClient().get(CHAT), 401, "auth_required")


def test_lines_of_muted_blocked_suspended_and_hidden_people_are_withheld(
    adas: APIClient, ada: User, elena: User, mira: User
) -> None:
    says(elena)
    assert [line["author"] for line in read(adas)] == [None]
    mutes.mute_player(user_id=ada.pk, other=elena.short_id)
    assert texts(adas) == []
    mutes.unmute_player(user_id=ada.pk, other=elena.short_id)
    blocks.block_player(user_id=elena.pk, other=ada.short_id)
    assert texts(adas) == []
    blocks.unblock_player(user_id=elena.pk, other=ada.short_id)
    User.objects.filter(pk=elena.pk).update(suspended_at=timezone.now(), is_active=False)
    assert texts(adas) == []
    past = timezone.now() - timedelta(minutes=1)
    User.objects.filter(pk=elena.pk).update(suspended_until=past)
    assert texts(adas) == ["So would I."]


@pytest.mark.django_db(transaction=True)
def test_a_reported_line_is_read_with_those_around_it_and_hidden_for_all(
    adas: APIClient,
    ada: User,
    elena: User,
    mira: User,
    signed_in: SignedIn,
) -> None:
    lines = [says(person, text) for person, text in ((elena, "Before."), (ada, "Unkind."), (elena, "After."))]
    body = {"kind": "line", "id": lines[1].line_id, "reason": "unkind"}
    refusal(adas.post(REPORTS, body, format="json"), 403, "own_content")
    elenas = signed_in(elena)
    assert elenas.post(REPORTS, body, format="json").status_code == 201
    refusal(elenas.post(REPORTS, body, format="json"), 409, "already_reported")
    refusal(elenas.post(REPORTS, {**body, "id": "lin_aaaaaaaa"}, format="json"), 404, "not_found")
    report = Report.objects.get()
    shown = page_of(mira, reverse("admin:worlds_report_change", args=[report.pk]))
    for words in ("Before.", "Unkind.", "After.", "said without a name", "Cosmos message"):
        assert words in shown, words
    reports.hide_words(report_id=report.pk, moderator_id=mira.pk, note="Unkind.")
    assert texts(elenas) == ["After.", "Before."]
    assert CosmosEvent.objects.get().payload == {"line_ids": [lines[1].line_id]}
    record = ModerationRecord.objects.get()
    assert (record.action, record.author_id, record.seen_by_id) == ("hidden", ada.pk, mira.pk)


def test_the_form_that_reports_a_line_of_somebody_hidden_does_not_name_them(ada: User, elena: User) -> None:
    line = says(elena)
    client = Client()
    client.force_login(ada)
    page = reverse("report", args=["line", line.line_id])
    shown = client.get(page).content.decode()
    assert ("So would I." in shown, "Someone" in shown, str(elena) in shown) == (True, True, False)
    assert client.post(page, {"reason": "unkind"})["Location"] == reverse("cosmos")
    assert Report.objects.get().about == elena


def test_from_a_report_of_a_line_its_speaker_is_muted_everywhere(ada: User, elena: User, mira: User) -> None:
    line = says(elena)
    report = reports.report_anything(reporter_id=ada.pk, kind="line", subject_id=line.line_id, reason="unkind")
    reports.silence_reported(report_id=report.pk, moderator_id=mira.pk, note="Unkind.", minutes=5)
    assert Silence.objects.get().channel == ""
    with pytest.raises(Exception, match="A moderator has muted you"):
        says(elena, "Again.")


def test_a_moderator_hides_a_line_that_nobody_reported(adas: APIClient, elena: User, mira: User) -> None:
    says(elena)
    row = TalkLine.objects.get()
    assert "So would I." in page_of(mira, reverse("admin:cosmos_talkline_changelist"))
    shown = page_of(mira, reverse("admin:cosmos_talkline_change", args=[row.pk]))
    assert ("So would I." in shown, ">reported<" in shown) == (True, False)
    client = Client()
    client.force_login(mira)
    assert client.post(reverse("admin:cosmos_talkline_hide", args=[row.pk]), {"note": "Unkind."}).status_code == 302
    assert texts(adas) == []


def test_a_line_whose_removal_no_signal_told_is_told_by_the_worker(elena: User) -> None:
    line = says(elena)
    PlayerText.objects.filter(text="So would I.").get().redact()
    assert (tell_hidden_lines(), tell_hidden_lines()) == ("1 lines are gone", "")
    assert CosmosEvent.objects.get().payload == {"line_ids": [line.line_id]}


def test_lines_are_forgotten_with_their_words_after_a_while(adas: APIClient, ada: User, elena: User) -> None:
    old, reported, young = says(elena, "Old."), says(elena, "Reported."), says(elena, "Young.")
    report = reports.report_anything(reporter_id=ada.pk, kind="line", subject_id=reported.line_id, reason="unkind")
    for line in (old, reported):
        age(line)
    assert texts(adas) == ["Young."]  # also before the worker has come round
    assert forget_old_lines() == "forgot 1 old lines"
    assert {*TalkLine.objects.values_list("short_id", flat=True)} == {reported.line_id, young.line_id}
    assert not PlayerText.objects.filter(text="Old.").exists()
    Report.objects.filter(pk=report.pk).update(status="dismissed")
    assert (forget_old_lines(), forget_old_lines()) == ("forgot 1 old lines", "")
    assert str(Report.objects.get().text) == "Reported."


def test_lines_are_taken_along_and_go_with_their_speaker(adas: APIClient, ada: User, elena: User) -> None:
    line = says(elena)
    kept = json.loads(b"".join(export.everything_about(user_id=elena.pk)))["sky_lines"]
    assert [(each["line_id"], each["text"]) for each in kept] == [(line.line_id, "So would I.")]
    deletion.erase_traces(elena.pk)
    assert (texts(adas), TalkLine.objects.count()) == ([], 0)
    assert not PlayerText.objects.filter(text="So would I.").exists()
