"""The clock of leases and tickets: the database's, as processes on several machines may not agree on the time."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.db.models import DateTimeField, DurationField, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now


def database_now() -> Combinable:
    """The moment of evaluation; a transaction's begin would be too early, as it may have waited for its place."""
    if connection.vendor == "postgresql":
        return Func(function="clock_timestamp", output_field=DateTimeField())
    return Now()


def seconds_ago(seconds: float) -> Combinable:
    return database_now() - Value(timedelta(seconds=seconds), output_field=DurationField())


def seconds_ahead(seconds: float) -> Combinable:
    return database_now() + Value(timedelta(seconds=seconds), output_field=DurationField())
