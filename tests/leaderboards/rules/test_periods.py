from datetime import UTC, date, datetime, timedelta, timezone

from leaderboards.rules.periods import ALL_TIME, Period, period_of, periods_of


def test_a_week_begins_on_monday_at_midnight_in_utc() -> None:
    sunday = datetime(2026, 2, 15, 23, 59, 59, tzinfo=UTC)
    assert period_of("week", sunday) == Period("week", date(2026, 2, 9))
    assert period_of("week", sunday + timedelta(seconds=1)) == Period("week", date(2026, 2, 16))


def test_a_moment_elsewhere_lies_where_it_lies_in_utc() -> None:
    east = datetime(2026, 3, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    assert period_of("month", east) == Period("month", date(2026, 2, 1))


def test_a_week_may_reach_over_the_end_of_a_year() -> None:
    assert period_of("week", datetime(2027, 1, 1, tzinfo=UTC)) == Period("week", date(2026, 12, 28))


def test_every_moment_lies_in_all_time_a_week_and_a_month() -> None:
    moment = datetime(2026, 2, 10, tzinfo=UTC)
    assert periods_of(moment) == {ALL_TIME, Period("week", date(2026, 2, 9)), Period("month", date(2026, 2, 1))}
    assert all(period.holds(moment) for period in periods_of(moment))
    assert not Period("month", date(2026, 1, 1)).holds(moment)
