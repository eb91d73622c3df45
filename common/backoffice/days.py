from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import RangeDateFilter

from common.hours import hour_name


class DaysFilter(RangeDateFilter):
    """From the first moment of a day to the last moment of another (UTC); what is no date leaves its end open."""

    @property
    def column(self) -> str:
        """What is compared."""
        return str(self.field_path)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        first, last = self._day("from"), self._day("to")
        if first is not None:
            queryset = queryset.filter(**{f"{self.column}__gte": midnight(first)})
        if last is not None and last < date.max:
            queryset = queryset.filter(**{f"{self.column}__lt": midnight(last) + timedelta(days=1)})
        return queryset

    def _day(self, end: str) -> date | None:
        try:
            return date.fromisoformat(str(self.used_parameters.get(f"{self.field_path}_{end}", "")))
        except ValueError:
            return None


class DaysByHourFilter(DaysFilter):
    """The same for a moment that has an indexed hour: days begin with one."""

    @property
    def column(self) -> str:
        return hour_name(str(self.field_path))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
