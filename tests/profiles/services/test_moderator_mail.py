"""E-mails to moderators: asked for, about what is new and waits, once an hour at most."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from common.text_filter.screening import screen
from common.throttles import CountersInMemory, counters
from profiles.models import ModeratorMail, User
from profiles.services import reports
from profiles.services.accounts import create_guest
from profiles.services.moderator_mail import AddressNeeded, order_mail_due, start_moderator_mail, stop_moderator_mail
from tests.profiles.mail import delivered
from tests.staff import moderator
from worlds.models import Report
from worlds.services import moderation_records

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()


@pytest.fixture
def mira() -> User:
    """A moderator at a proved address, who wants e-mails."""
    user = moderator()
    User.objects.filter(pk=user.pk).update(email="mira@example.org", email_proved_at=timezone.now())
    start_moderator_mail(user_id=user.pk)
    return User.objects.get(pk=user.pk)


def report() -> Report:
    reported = create_guest()
    return reports.report_anything(
        reporter_id=create_guest().pk, kind="player", subject_id=reported.short_id, reason="Rude."
    )


def told(*, after: timedelta = timedelta(minutes=2)) -> list[str]:
    """What every e-mail so far says, once the worker came round after a while."""
    order_mail_due(at=timezone.now() + after)
    return [str(message.body) for message in delivered()]


def test_new_items_are_told_in_one_e_mail_with_a_way_to_the_admin(mira: User) -> None:
    for _ in range(2):
        report()
    moderation_records.note_noticed(author_id=mira.pk, screened=screen("bastard", longest=50), action="masked")
    (body,) = told()
    assert "2 reports\n1 text flagged by the filter" in body
    assert "/admin/" in body
    assert mail.outbox[0].to == ["mira@example.org"]


def test_nothing_is_sent_when_nothing_is_new(mira: User) -> None:
    assert told() == []


def test_what_was_decided_meanwhile_is_not_told(mira: User) -> None:
    row = report()
    order_mail_due(at=timezone.now() + timedelta(minutes=2))
    reports.dismiss_report(report_id=row.pk, moderator_id=moderator("nils").pk, note="Noise.")
    assert delivered() == []


def test_a_second_e_mail_comes_after_an_hour_and_tells_only_what_is_new(mira: User) -> None:
    report()
    assert len(told()) == 1
    row = report()
    Report.objects.filter(pk=row.pk).update(created_at=timezone.now() + timedelta(minutes=10))
    assert len(told(after=timedelta(minutes=30))) == 1
    bodies = told(after=HOUR + timedelta(minutes=5))
    assert len(bodies) == 2
    assert "1 report\n" in bodies[1]


def test_who_stopped_it_or_moderates_no_more_gets_none(mira: User) -> None:
    report()
    stop_moderator_mail(user_id=mira.pk)
    assert told() == []
    start_moderator_mail(user_id=mira.pk)
    mira.groups.clear()
    report()
    assert told() == []


def test_an_address_that_is_not_proved_gets_none() -> None:
    user = moderator()
    with pytest.raises(AddressNeeded):
        start_moderator_mail(user_id=user.pk)
    assert not ModeratorMail.objects.exists()
