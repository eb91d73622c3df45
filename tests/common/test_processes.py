import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.db.models import F
from django.db.models.functions import Now
from pytest_django import Settings

from common import processes
from common.models import ProcessLease
from common.processes import LEASE, AnotherProcess, announce_process, born, clear_the_dead, keep_alive, place, withdraw

pytestmark = pytest.mark.django_db
REDIS = "redis://127.0.0.1:6379/0"


@pytest.fixture
def somebody_else() -> Iterator[int]:
    """The pid of a process that lives, and is not this one."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process.pid
        process.kill()


def lease(pid: int, **more: object) -> ProcessLease:
    fields = {"host": "here", "place": place(), "pid": pid, "born": born(pid), "shares_redis": False}
    return ProcessLease.objects.create(**fields | {"started_at": Now(), "expires_at": Now() + LEASE} | more)


def ids() -> set[uuid.UUID]:
    return set(ProcessLease.objects.values_list("pk", flat=True))


def test_a_process_is_entered_kept_alive_and_withdrawn() -> None:
    ours = announce_process()
    assert ids() == {ours}
    ProcessLease.objects.update(expires_at=Now() + timedelta(seconds=1))
    keep_alive(ours)
    assert ProcessLease.objects.filter(expires_at__gt=Now() + LEASE / 2).exists()
    withdraw(ours)
    assert not ids()


def test_a_killed_process_that_its_parent_has_not_missed_is_dead() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        lease(process.pid)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        clear_the_dead()
        assert not ids()


def test_killed_processes_of_this_machine_are_cleared_away_and_no_others(somebody_else: int) -> None:
    alive, elsewhere = lease(somebody_else), lease(somebody_else, place="another machine", born="long ago")
    lease(somebody_else, born="long ago")  # its pid was given to another
    clear_the_dead()
    assert ids() == {alive.pk, elsewhere.pk}


def test_a_second_process_without_redis_is_refused_with_what_to_do(somebody_else: int) -> None:
    lease(somebody_else)
    with pytest.raises(AnotherProcess, match=rf"pid {somebody_else} on here\) serves.*REDIS_URL"):
        announce_process()


@pytest.mark.parametrize("ours", ["", REDIS], ids=["without redis", "with redis"])
@pytest.mark.parametrize("theirs", ["", REDIS], ids=["beside one without", "beside one with"])
def test_two_live_together_only_when_both_have_redis(
    somebody_else: int, settings: Settings, theirs: str, ours: str
) -> None:
    settings.REDIS_URL = ours
    lease(somebody_else, shares_redis=bool(theirs))
    if ours and theirs:
        assert announce_process() in ids()
        assert len(ids()) == 2
    else:
        with pytest.raises(AnotherProcess):
            announce_process()


def test_a_lease_that_has_run_out_blocks_nobody(somebody_else: int) -> None:
    lease(somebody_else, expires_at=Now() - timedelta(seconds=1), place="another machine")
    assert announce_process() in ids()


def test_a_fresh_lease_of_a_killed_process_of_this_machine_blocks_nobody() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        left = lease(process.pid)
        process.kill()
    ours = announce_process()
    assert ids() == {ours}
    assert left.pk not in ids()


def test_a_pid_that_is_used_again_is_not_taken_for_its_earlier_owner(somebody_else: int) -> None:
    lease(somebody_else, born="1")
    announce_process()


def test_a_container_that_starts_again_with_the_same_pid_does_not_refuse_itself() -> None:
    lease(os.getpid())
    announce_process()


def test_another_machine_is_watched_and_forgotten_when_it_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    lease(1, place="another machine", expires_at=Now() + timedelta(milliseconds=300))
    monkeypatch.setattr(processes, "LOOK_AGAIN", 0.05)
    assert announce_process() in ids()


@pytest.mark.django_db(transaction=True)
def test_another_machine_that_gives_a_sign_of_life_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    far = lease(1, place="another machine", expires_at=Now() + timedelta(hours=1))
    monkeypatch.setattr(processes, "LOOK_AGAIN", 0.01)

    def announce() -> type[Exception] | None:
        try:
            announce_process()
        except AnotherProcess as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(announce)
        while not answer.done():
            ProcessLease.objects.filter(pk=far.pk).update(expires_at=F("expires_at") + timedelta(seconds=1))
        assert answer.result() is AnotherProcess


def test_a_process_that_was_cleared_away_enters_again_with_its_next_sign_of_life() -> None:
    ours = announce_process()
    ProcessLease.objects.all().delete()
    keep_alive(ours)
    assert ids() == {ours}


def test_a_process_that_slept_while_another_took_over_is_told(somebody_else: int) -> None:
    ours = announce_process()
    ProcessLease.objects.all().delete()
    lease(somebody_else)
    with pytest.raises(AnotherProcess):
        keep_alive(ours)


@pytest.mark.django_db(transaction=True)
def test_of_many_that_start_at_once_without_redis_exactly_one_gets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    # Threads share a pid, which would make each believe that the other is its own predecessor.
    monkeypatch.setattr(processes, "still_runs", lambda _: True)
    start = Barrier(6)

    def one(_: int) -> bool:
        start.wait()
        try:
            announce_process()
        except AnotherProcess:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as crowd:
        assert sorted(crowd.map(one, range(6))) == [False] * 5 + [True]
    assert len(ids()) == 1
