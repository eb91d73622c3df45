import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections

from common.jobs import Job
from common.models import JobLease
from common.worker import Worker, look_after, workers

pytestmark = pytest.mark.django_db(transaction=True)
SOON, HOUR = timedelta(milliseconds=1), timedelta(hours=1)


class Rounds:
    """Counts the rounds of a job, and lets a test wait for one."""

    def __init__(self) -> None:
        self.count = 0
        self.enough = threading.Semaphore(0)

    def run(self) -> str:
        self.count += 1
        self.enough.release()
        return f"round {self.count}"


@contextmanager
def working(*jobs: Job) -> Iterator[None]:
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        loop = pool.submit(Worker(jobs, stop).run)
        try:
            yield
        finally:
            stop.set()
            loop.result()


def test_jobs_come_round_until_the_worker_is_stopped() -> None:
    often, rarely = Rounds(), Rounds()
    with working(Job("often", SOON, often.run), Job("rarely", HOUR, rarely.run)):
        for _ in range(3):
            often.enough.acquire()
        rarely.enough.acquire()
    assert often.count >= 3
    assert rarely.count == 1


def test_two_workers_share_the_rounds_of_one_job() -> None:
    rounds = Rounds()
    job = Job("sweep", HOUR, rounds.run)
    with working(job), working(job):
        rounds.enough.acquire()
    assert rounds.count == 1


def test_a_round_that_has_begun_is_finished_before_the_worker_leaves() -> None:
    begun, go, finished = threading.Event(), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        go.wait()
        finished.set()
        return ""

    never = Rounds()
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        loop = pool.submit(Worker([Job("slow", HOUR, slow), Job("next", HOUR, never.run)], stop).run)
        begun.wait()
        stop.set()
        go.set()
        loop.result()
    assert finished.is_set()
    assert never.count == 0


def test_a_worker_without_jobs_waits_for_its_end() -> None:
    with working():
        pass


def test_a_job_that_fails_is_logged_and_ends_neither_the_worker_nor_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> str:
        raise ValueError("the broom is gone")

    rounds = Rounds()
    with working(Job("broken", SOON, broken), Job("sound", SOON, rounds.run)):
        rounds.enough.acquire()
        rounds.enough.acquire()
    assert "job failed" in caplog.text
    assert "the broom is gone" in caplog.text


def test_a_database_that_is_away_puts_a_job_off_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    def away() -> str:
        raise OperationalError("the connection is lost\n")

    look_after(Job("sweep", HOUR, away))
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "the connection is lost" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_round_that_did_something_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    look_after(Job("sweep", HOUR, lambda: "removed 3 cobwebs"))
    look_after(Job("idle", HOUR, lambda: ""))
    assert [record.levelno for record in caplog.records] == [logging.INFO]
    assert "removed 3 cobwebs" in caplog.text


def test_no_connection_is_held_between_two_rounds() -> None:
    look_after(Job("sweep", HOUR, lambda: str(JobLease.objects.count())))
    assert connection.connection is None
    assert all(one.connection is None for one in connections.all(initialized_only=True))


def test_a_job_that_hangs_holds_up_those_of_its_own_thread_alone() -> None:
    begun, go, stop = threading.Event(), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        go.wait()
        return ""

    other = Rounds()
    found = workers([Job("slow", HOUR, slow, thread="mail"), Job("other", SOON, other.run)], stop)
    with ThreadPoolExecutor(2) as pool:
        loops = [pool.submit(worker.run) for worker in found]
        begun.wait()
        for _ in range(3):
            other.enough.acquire()
        stop.set()
        go.set()
        for loop in loops:
            loop.result()
    assert len(found) == 2
