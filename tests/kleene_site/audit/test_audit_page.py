"""The page of the audit: who may look, what it tells, and the file that it hands out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from typing import Any, Final, cast

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from tests.admin_pages import read
from tests.kleene_site.audit.conftest import MARKER, Busy
from tests.staff import moderator, signed_in, staff_with

pytestmark = pytest.mark.django_db
AUDIT: Final = "/admin/audit/"
EXPORT: Final = "/admin/audit/export/"


@pytest.fixture
def mira(db: None) -> Client:
    return signed_in(moderator())


def downloaded(answer: Any) -> list[dict[str, Any]]:
    packed = b"".join(cast("Iterable[bytes]", answer.streaming_content))
    return [json.loads(line) for line in gzip.decompress(packed).splitlines()]


def test_a_moderator_reads_it_and_no_words_of_anybody(busy: Busy, mira: Client) -> None:
    told = read(mira, AUDIT)
    assert busy.world.world.short_id in told
    assert "chat message" in told
    assert MARKER not in told.lower().replace(f"{MARKER} ben", "")  # which is what he is called now
    assert "Export" not in told


def test_who_may_not_see_records_does_not_see_the_audit(busy: Busy) -> None:
    clerk = signed_in(staff_with("worlds.view_scenario", "worlds.view_report"))
    assert clerk.get(AUDIT).status_code == 403
    assert clerk.post(EXPORT).status_code == 403
    assert AUDIT not in read(clerk, "/admin/")
    for browser in (Client(), signed_in(busy.ada)):
        assert browser.get(AUDIT).headers["Location"].startswith("/admin/login/")
        assert browser.post(EXPORT).headers["Location"].startswith("/admin/login/")


def test_neither_page_takes_the_other_ones_method(busy: Busy) -> None:
    assert busy.browser.post(AUDIT).status_code == 405
    assert busy.browser.get(EXPORT).status_code == 405


def test_filters_are_kept_and_can_be_taken_off(busy: Busy) -> None:
    told = read(busy.browser, f"{AUDIT}?kind=records&world={busy.world.world.short_id}&since=2026-01-01&until=never")
    assert 'value="records" selected' in told
    assert "Kind: Records" in told
    assert "From: 2026-01-01" in told
    assert "To: " not in told
    assert f"?kind=records&amp;world={busy.world.world.short_id}" in told


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("world=wld_aaaaaaaa", "There is no world with this id."),
        ("world=%00", "Append-only rows"),
        ("who=ses_aaaaaaaa", "There is no game with this id."),
        ("who=<b>nobody</b>", "There is no game or account with this name."),
        ("kind=secrets&before=turn_records-1", "Append-only rows"),
    ],
)
def test_what_means_nothing_is_told(busy: Busy, query: str, said: str) -> None:
    told = read(busy.browser, f"{AUDIT}?{query}")
    assert said in told
    assert "<b>nobody" not in told


def test_an_export_is_handed_out_and_noted(busy: Busy) -> None:
    answer = busy.browser.post(EXPORT, {"kind": "records", "world": busy.world.world.short_id, "since": "2026-01-01"})
    told = downloaded(answer)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kleene-audit.jsonl.gz"'
    assert {section for line in told for section in line} == {"header", "chain_heads", "turn_records", "manifest"}
    entry = LogEntry.objects.latest("pk")
    assert (entry.user_id, entry.object_repr) == (busy.root.pk, busy.world.world.short_id)
    assert entry.change_message.startswith(f"Audit exported: {len(told) - 2} rows, from 2026-01-01 to now, last seal")
    assert told[-2]["turn_records"]["seal"] in entry.change_message


def test_exports_have_a_budget_and_a_refusal_is_told(busy: Busy, settings: Any) -> None:
    settings.RATE_EXPORT = "1/hour"
    assert downloaded(busy.browser.post(EXPORT))
    refused = busy.browser.post(EXPORT, {"kind": "records"}, follow=True)
    assert refused.redirect_chain == [(f"{AUDIT}?kind=records", 302)]
    assert LogEntry.objects.filter(change_message__startswith="Audit exported").count() == 1


def test_a_moderator_exports_once_somebody_lets_them(busy: Busy) -> None:
    clerk = signed_in(staff_with("worlds.view_turnrecord", "worlds.export_audit"))
    assert "Export everything" in read(clerk, AUDIT)
    sections = {section for line in downloaded(clerk.post(EXPORT)) for section in line}
    assert sections >= {"turn_records", "renamings"}
