"""What a server process does about a planned shutdown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from common.database_clock import seconds_ahead
from common.heard_shutdown import HeardShutdown
from common.models import PlannedShutdown
from common.planned_shutdown import forget_past_shutdown, plan_shutdown, planned_shutdown
from common.shutdown_plan import Plan
from kleene_site.shutdown_watch import LOOK, ShutdownWatch
from tests.staff import superuser

AT: Final = datetime(2026, 2, 15, 10, 30, tzinfo=UTC)


class Watched(ShutdownWatch):
    """With what it told, and how often it left."""

    def __init__(self) -> None:
        self.told: list[int | None] = []
        self.left = 0
        self.heard = HeardShutdown()
        super().__init__(lambda seconds, _reason: self.told.append(seconds), self.count, self.heard)

    def count(self) -> None:
        self.left += 1


def planned(left: float, at: datetime = AT) -> Plan:
    return Plan(at, left, "tea")


def test_it_is_told_at_once_and_again_as_it_comes_near_and_then_the_server_leaves_once() -> None:
    watch = Watched()
    assert watch.heed(None) == LOOK
    for seconds in (99.9, 98, 59.9, 58, 29.6, 12, 9.6, 5):
        assert watch.heed(planned(seconds)) == LOOK
    assert watch.told == [100, 60, 30, 10]
    assert watch.heed(planned(0.5)) == 0.5
    assert watch.left == 0
    watch.heed(planned(-0.1))
    watch.heed(planned(-2))
    watch.heed(None)
    assert (watch.left, watch.told) == (1, [100, 60, 30, 10])


def test_a_shutdown_that_is_taken_back_is_told_once_and_nobody_leaves() -> None:
    watch = Watched()
    for plan in (planned(100), None, None):
        watch.heed(plan)
        assert (watch.heard.now() is None) == (plan is None)
    assert (watch.told, watch.left) == ([100, None], 0)


def test_whoever_starts_after_it_has_nothing_to_do_with_it_but_with_the_next_one() -> None:
    watch = Watched()
    for over in (planned(-5), planned(-7)):
        watch.heed(over)
        assert watch.heard.now() is None
    for plan in (None, planned(50, AT + timedelta(hours=1))):
        watch.heed(plan)
    assert (watch.told, watch.left) == ([50], 0)


def test_one_that_is_put_off_is_told_anew() -> None:
    watch = Watched()
    for plan in (planned(20), planned(600, AT + timedelta(minutes=10)), planned(299, AT + timedelta(minutes=10))):
        watch.heed(plan)
    assert watch.told == [20, 600, 299]


@pytest.mark.django_db
def test_a_shutdown_is_forgotten_once_it_is_over() -> None:
    plan_shutdown(seconds=100, reason="tea", by=superuser().pk)
    forget_past_shutdown()
    assert planned_shutdown() is not None
    PlannedShutdown.objects.update(at=seconds_ahead(-61))
    forget_past_shutdown()
    assert planned_shutdown() is None
