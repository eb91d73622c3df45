from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.db.models.functions import Now

from common import jobs
from common.jobs import Job, holding
from common.models import JobLease

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_who_holds_a_job_holds_it_alone_and_gives_it_back() -> None:
    with (
        holding("sweep", seconds=60) as first,
        holding("sweep", seconds=60) as second,
        holding("dust", seconds=60) as other,
    ):
        assert (first, second, other) == (True, False, True)
    with holding("sweep", seconds=60) as again:
        assert again


def test_a_job_that_fails_is_given_back_too() -> None:
    with pytest.raises(ZeroDivisionError), holding("sweep", seconds=60):
        _ = 1 / 0
    with holding("sweep", seconds=60) as again:
        assert again


def test_a_job_is_not_due_again_before_its_time() -> None:
    with holding("sweep", seconds=60, every=HOUR) as held:
        assert held
    with holding("sweep", seconds=60, every=HOUR) as early:
        assert not early
    JobLease.objects.update(due_at=Now())
    with holding("sweep", seconds=60, every=HOUR) as due:
        assert due


def test_the_time_between_two_rounds_counts_from_the_beginning_of_the_first() -> None:
    with holding("sweep", seconds=60, every=HOUR):
        JobLease.objects.update(acquired_at=Now() - HOUR)
    with holding("sweep", seconds=60, every=HOUR) as due:
        assert due


def test_the_job_of_a_worker_that_died_is_taken_over_at_once_when_its_lease_ends() -> None:
    with holding("sweep", seconds=60, every=HOUR):
        JobLease.objects.update(expires_at=Now())
        with holding("sweep", seconds=60, every=HOUR) as heir:
            assert heir


def test_who_is_late_does_not_give_back_what_another_holds_now() -> None:
    with holding("sweep", seconds=60) as late:
        assert late
        JobLease.objects.update(expires_at=Now())
        heir = holding("sweep", seconds=60)
        assert heir.__enter__()
    with holding("sweep", seconds=60) as third:
        assert not third
    heir.__exit__(None, None, None)


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_at_once_exactly_one_gets_the_job() -> None:
    start, done = Barrier(8), Barrier(8)

    def one(_: int) -> bool:
        start.wait()
        try:
            with holding("sweep", seconds=60) as held:
                done.wait()
                return held
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as crowd:
        assert sorted(crowd.map(one, range(8))) == [False] * 7 + [True]


def test_a_name_belongs_to_one_job() -> None:
    taken = next(iter(jobs.registered.values()))
    jobs.register(taken)
    with pytest.raises(AssertionError, match="two jobs are called"):
        jobs.register(Job(taken.name, taken.every * 2, taken.run))
