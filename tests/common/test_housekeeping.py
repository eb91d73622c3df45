from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db.models.functions import Now
from django.utils import timezone

from common import housekeeping, jobs
from common.credentials import Credential
from common.models import EndedFamily, ProcessLease, StreamTicket
from common.stream_tickets import issue_ticket
from profiles.services import accounts

pytestmark = pytest.mark.django_db


def test_the_jobs_of_the_house_are_registered() -> None:
    assert {"clear-expired", "clear-sign-ins"} <= set(jobs.registered)


def test_what_has_run_out_is_removed_and_what_lives_stays() -> None:
    ada, bob = accounts.create_guest(), accounts.create_guest()
    issue_ticket(Credential(ada.pk, "a seal"))
    StreamTicket.objects.update(expires_at=Now() - timedelta(seconds=1))
    issue_ticket(Credential(bob.pk, "a seal"))
    for past in (timedelta(seconds=1), timedelta(seconds=-60)):
        ProcessLease.objects.create(
            host="h", place="p", pid=1, shares_redis=True, started_at=Now(), expires_at=Now() - past
        )
    assert housekeeping.clear_expired() == "removed 1 tickets and 1 process leases"
    assert StreamTicket.objects.get().user_id == bob.pk
    assert ProcessLease.objects.count() == 1
    assert housekeeping.clear_expired() == ""


def test_old_browser_sessions_are_removed() -> None:
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(days=days))
    assert housekeeping.clear_sign_ins()
    assert [session.pk for session in Session.objects.all()] == ["new"]


def test_families_of_tokens_are_forgotten_once_the_last_of_them_has_expired() -> None:
    for family, days in (("old", -1), ("new", 1)):
        EndedFamily.objects.create(family=family, expires_at=timezone.now() + timedelta(days=days))
    housekeeping.clear_sign_ins()
    assert [ended.pk for ended in EndedFamily.objects.all()] == ["new"]
