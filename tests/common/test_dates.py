from datetime import UTC, datetime, timedelta, timezone

from django.utils import timezone as clock

from common.dates import last_days, last_mondays, start_of, utc


def test_the_last_days_end_today() -> None:
    days = last_days(14)
    assert len(days) == 14
    assert days == sorted(days)
    assert days[-1] - days[0] == timedelta(days=13)
    assert clock.now().date() - days[-1] <= timedelta(days=1)  # midnight may pass meanwhile


def test_the_last_weeks_begin_on_mondays_and_hold_today() -> None:
    mondays = last_mondays(8)
    assert [monday.weekday() for monday in mondays] == [0] * 8
    assert mondays[-1] - mondays[0] == timedelta(weeks=7)
    assert clock.now() < start_of(mondays[-1]) + timedelta(weeks=1, minutes=1)


def test_moments_are_written_in_utc() -> None:
    moment = datetime(2026, 2, 15, 11, 30, tzinfo=timezone(timedelta(hours=1)))
    assert utc(moment) == "2026-02-15T10:30:00Z"
    assert start_of(moment.date()) == datetime(2026, 2, 15, tzinfo=UTC)
