"""How urgent reports are: weighed with every report and decision, and again by the worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from common.text_filter.screening import screen
from profiles.models import User
from profiles.services import moderation, report_priority, reports
from profiles.services.accounts import create_guest
from tests.staff import moderator
from worlds.models import Report
from worlds.services import moderation_records

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return create_guest()


def report(ada: User, by: User | None = None) -> Report:
    reporter = by or create_guest()
    return reports.report_anything(reporter_id=reporter.pk, kind="player", subject_id=ada.short_id, reason="Rude.")


def priority(row: Report) -> int:
    return Report.objects.get(pk=row.pk).priority


def test_a_second_reporter_raises_the_priority_of_both_reports(ada: User) -> None:
    first = report(ada)
    alone = priority(first)
    second = report(ada)
    assert priority(first) == priority(second) == alone + 10


def test_a_decision_lowers_what_stays_open(ada: User) -> None:
    first, second = report(ada), report(ada, create_guest())
    Report.objects.filter(pk=second.pk).update(subject_id=create_guest().pk)  # about the same person, something else
    before = priority(second)
    reports.dismiss_report(report_id=first.pk, moderator_id=moderator().pk, note="Noise.")
    assert priority(second) == before - 10


def test_earlier_suspensions_and_flagged_texts_count_when_the_worker_weighs_again(ada: User) -> None:
    row, mira = report(ada), moderator()
    before = priority(row)
    moderation.suspend_account(user_id=ada.pk, moderator_id=mira.pk, reason="Sold lamps.")
    moderation.lift_suspension(user_id=ada.pk, moderator_id=mira.pk)
    moderation_records.note_noticed(author_id=ada.pk, screened=screen("You bastard", longest=50), action="masked")
    report_priority.weigh_all_reports()
    assert priority(row) == before + 10 + 3


def test_a_report_gains_a_point_for_every_day_that_it_waits(ada: User) -> None:
    row = report(ada)
    before = priority(row)
    Report.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=4, hours=1))
    report_priority.weigh_all_reports()
    assert priority(row) == before + 4


def test_many_people_are_weighed_in_as_many_queries_as_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    people = [create_guest() for _ in range(8)]
    for person in people:
        report(person)
    with django_assert_num_queries(3):
        weighed = report_priority.priority_parts([person.pk for person in people])
    assert len(weighed) == 8
