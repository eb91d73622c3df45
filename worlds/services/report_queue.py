"""The reports that wait, by the people they are about."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import Count, Min, Q, QuerySet

from common.claims import is_held
from worlds.models import Report


def first_about_each(rows: QuerySet[Report]) -> QuerySet[Report]:
    """The oldest of these reports about each person, in the order of `rows`."""
    firsts = rows.order_by().values("about").annotate(first=Min("pk")).values("first")
    return rows.filter(pk__in=firsts)


def amounts_about(people: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    """How many reports about each of these people are open, and how many are decided; one query."""
    rows = Report.objects.filter(about__in=people).order_by().values_list("about")
    is_open = Q(status=Report.Status.OPEN)
    counted = rows.annotate(opened=Count("pk", filter=is_open), decided=Count("pk", filter=~is_open))
    return {person: (opened, decided) for person, opened, decided in counted}


def next_unclaimed_report(*, but: Report | None = None) -> Report | None:
    """The most urgent open report that nobody has claimed, besides one."""
    waiting = Report.objects.filter(~is_held(), status=Report.Status.OPEN).order_by("-priority", "created_at")
    return (waiting if but is None else waiting.exclude(pk=but.pk)).first()
