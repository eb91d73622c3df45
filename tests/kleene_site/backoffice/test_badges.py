"""What the sidebar of every page says about the queues."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from kleene_site.backoffice import badges
from profiles.models import User
from profiles.services import reports
from profiles.services.accounts import create_guest
from tests.admin_pages import read, rows
from tests.staff import moderator, signed_in, staff_with
from worlds.models import Report, Scenario

pytestmark = pytest.mark.django_db

BADGE = re.compile(r'class="k-badge">(\d+\+?)<')


def report_all(*, about: int) -> None:
    """Two reports about each of some people."""
    first, second = create_guest(), create_guest()
    for _ in range(about):
        reported = create_guest()
        for reporter in (first, second):
            reports.report_anything(
                reporter_id=reporter.pk, kind="player", subject_id=reported.short_id, reason="Rude."
            )


def test_the_menu_counts_a_person_with_two_reports_once_on_every_page() -> None:
    report_all(about=2)
    browser = signed_in(moderator())
    for path in (reverse("admin:index"), rows(Scenario), rows(Report), rows(User)):
        assert BADGE.findall(read(browser, path)) == ["2"]


def test_a_badge_stops_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(badges, "MOST", 1)
    report_all(about=3)
    assert BADGE.findall(read(signed_in(moderator()), reverse("admin:index"))) == ["1+"]


def test_nothing_is_counted_for_whoever_may_not_see_the_queue() -> None:
    report_all(about=1)
    clerk = signed_in(staff_with("worlds.view_scenario"))
    assert BADGE.findall(read(clerk, rows(Scenario))) == []
