"""The hour of a moment that changes with every turn, as a column beside it.

An index on the moment itself would be written with every turn, and PostgreSQL could not write the new row beside the old one without
touching all the others (a HOT update). One on the hour changes once an hour. The database keeps the column: nobody writes it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import DateTimeField, Func, GeneratedField, Model, Q


class HourStart(Func):
    """The moment at which the hour of a moment began, in words that both databases take for ones that never mean anything else (UTC)."""

    template = "(date_trunc('hour', %(expressions)s AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"
    output_field = DateTimeField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """There a moment is a text, as Django writes it: 2026-03-01 23:59:59.123."""
        return self.as_sql(compiler, connection, template="(substr(%(expressions)s, 1, 13) || ':00:00')", **context)


def hour_of(moment: str) -> GeneratedField:
    """A column for the hour of another column, `some_hour` for `some_at`."""
    return GeneratedField(expression=HourStart(moment), output_field=DateTimeField(), db_persist=True)


def hour_name(moment: str) -> str:
    return f"{moment.removesuffix('_at')}_hour"


def has_hour(model: type[Model], name: object) -> bool:
    """Whether rows can be ordered by that, which may begin with a minus, in the order of its hours."""
    return isinstance(name, str) and hasattr(model, hour_name(name.removeprefix("-")))


def hour_start(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def since(name: str, moment: datetime) -> Q:
    """Rows whose column of that name is `moment` or later, found by the index on its hour."""
    return Q((f"{hour_name(name)}__gte", hour_start(moment)), (f"{name}__gte", moment))


def before(name: str, moment: datetime) -> Q:
    return Q((f"{hour_name(name)}__lte", hour_start(moment)), (f"{name}__lt", moment))


def in_order(name: str) -> tuple[str, str]:
    """What to order rows by to have them as by `name`, which may begin with a minus: the index knows the hours' order."""
    minus = "-" * name.startswith("-")
    return f"{minus}{hour_name(name.removeprefix('-'))}", name
