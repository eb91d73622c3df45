"""Days and weeks as everything here counts them: in UTC, weeks from Monday on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


def last_days(days: int) -> list[date]:
    """The last `days` days up to today, oldest first."""
    today = timezone.now().date()
    return [today - timedelta(days=ago) for ago in reversed(range(days))]


def last_mondays(weeks: int) -> list[date]:
    """The Mondays of the last `weeks` weeks up to the present one, oldest first."""
    today = timezone.now().date()
    return [today - timedelta(days=today.weekday(), weeks=ago) for ago in reversed(range(weeks))]


def start_of(day: date) -> datetime:
    """Its midnight (aware, UTC)."""
    return datetime.combine(day, time.min, UTC)


def utc(moment: datetime) -> str:
    """`2026-02-15T10:30:00Z`, with microseconds where there are some."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
