from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from common.breaker import FAILURES, REST, Breaker


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock=clock)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.allows()
        breaker.failed()


def test_a_new_breaker_lets_everybody_through(breaker: Breaker) -> None:
    assert all(breaker.allows() for _ in range(10))
    assert not breaker.is_open


def test_five_failures_in_a_row_open_it_for_half_a_minute(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 4)
    assert breaker.allows()
    breaker.failed()
    assert breaker.is_open
    assert not breaker.allows()
    clock.now += 29.9
    assert not breaker.allows()
    clock.now += 0.1
    assert breaker.allows()


def test_a_success_between_failures_starts_the_count_anew(breaker: Breaker) -> None:
    fail(breaker, FAILURES - 1)
    breaker.succeeded()
    fail(breaker, FAILURES - 1)
    assert breaker.allows()


def test_what_many_lost_together_is_one_failure(breaker: Breaker) -> None:
    for lost in range(FAILURES - 1):
        connection = object()
        for _ in range(FAILURES):
            breaker.failed(connection)
        assert not breaker.is_open, lost
    breaker.failed(object())
    assert breaker.is_open


def test_a_rest_may_be_shorter(clock: Clock) -> None:
    breaker = Breaker(rest=2.0, clock=clock)
    fail(breaker, FAILURES)
    clock.now += 1.9
    assert not breaker.allows()
    clock.now += 0.1
    assert [breaker.allows(), breaker.allows()] == [True, False]


def test_one_try_only_is_let_through_after_the_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, FAILURES)
    clock.now += REST
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    assert breaker.is_open


def test_a_try_that_succeeds_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, FAILURES)
    clock.now += REST
    assert breaker.allows()
    breaker.succeeded()
    assert not breaker.is_open
    assert breaker.allows()


def test_a_try_that_fails_leaves_it_open_for_another_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, FAILURES)
    clock.now += REST
    assert breaker.allows()
    breaker.failed()
    clock.now += REST - 1
    assert not breaker.allows()
    clock.now += 1
    assert breaker.allows()


def test_a_try_of_which_nothing_is_heard_again_does_not_keep_it_open_for_good(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, FAILURES)
    clock.now += REST
    assert breaker.allows()
    clock.now += REST
    assert breaker.allows()


def test_a_late_failure_does_not_make_the_rest_longer(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, FAILURES)
    clock.now += REST - 1
    breaker.failed()
    clock.now += 1
    assert breaker.allows()


def test_of_many_threads_one_gets_the_try(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, FAILURES)
    clock.now += REST
    ready = Barrier(8)

    def ask(_: int) -> bool:
        ready.wait()
        return breaker.allows()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(ask, range(8))) == 1
