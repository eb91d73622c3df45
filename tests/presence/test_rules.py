from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from presence.rules import Bounds, Status

BOUNDS = Bounds(idle=timedelta(seconds=30), offline=timedelta(minutes=5))
NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (-2, Status.ONLINE),  # the clock of another process is ahead
        (0, Status.ONLINE),
        (29, Status.ONLINE),
        (29.999, Status.ONLINE),
        (30, Status.IDLE),
        (31, Status.IDLE),
        (299, Status.IDLE),
        (300, Status.OFFLINE),
        (301, Status.OFFLINE),
        (10**9, Status.OFFLINE),
    ],
)
def test_the_age_of_the_last_sign_says_how_somebody_stands(age: float, status: Status) -> None:
    assert BOUNDS.status(NOW - timedelta(seconds=age), now=NOW) is status


def test_who_was_never_heard_of_is_offline() -> None:
    assert BOUNDS.status(None, now=NOW) is Status.OFFLINE
